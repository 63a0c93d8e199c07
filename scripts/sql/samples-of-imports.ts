import * as externalRefs from '../../src/imports/external-refs.repository.js'
import * as importHouseholds from '../../src/imports/import-households.repository.js'
import * as importList from '../../src/imports/import-list.queries.js'
import * as importRows from '../../src/imports/import-rows.repository.js'
import * as matchMembers from '../../src/imports/match-members.queries.js'
import * as memberImports from '../../src/imports/member-imports.repository.js'
import * as memberReferences from '../../src/imports/member-references.queries.js'
import * as stagedHouseholds from '../../src/imports/staged-households.queries.js'
import type { Member } from '../../src/members/index.js'
import * as writeMembers from '../../src/members/write-members.repository.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const hash = Buffer.alloc(32)
const span = { importId: id, after: 1, limit: 1000 }
// Only what is written is read of it.
const written = JSON.parse(`{ "id": "${id}", "firstName": "Ama" }`) as Member
const judged = { rowNo: 2, fate: 'CREATE', faults: [], changes: [], memberId: null } as const

/** The samples of imports; see `samples`. */
export const samplesOfImports: Readonly<Record<string, readonly Call[]>> = {
  'imports/external-refs.repository': callsOf(externalRefs, {
    addRefs: [{ entity: 'member', source: 'b1', importId: id }, [{ entityId: id, externalId: '7' }]],
    forgetRefs: [{ entity: 'member', importId: id }, [id]],
    forgetMemberRefs: [[id]],
  }),
  'imports/import-households.repository': callsOf(importHouseholds, {
    storeHouseholds: [id, { keys: ['7'], households: [{ key: '7', householdId: id, isNew: true }], joinerRows: [2] }],
    newHouseholds: [{ importId: id, after: '', limit: 100 }],
  }),
  'imports/import-list.queries': callsOf(importList, {
    importList: [{}],
    reportedRows: {
      all: [{ importId: id }],
      'of a fate, kept': [{ importId: id, fate: 'UPDATE', kept: true }],
    },
    refusedRows: [span],
  }),
  'imports/import-rows.repository': callsOf(importRows, {
    addRows: [id, [{ rowNo: 2, cells: ['Ama'] }]],
    removeRows: [id, 1000],
    rowsAsTheyCame: [span],
    lookAtRows: [],
    storeReading: [id, []],
    stagedRows: [span],
    waitingRows: [span],
    repeatedRows: [id, [2]],
    storeJudgement: [id, [judged]],
    refuseTaken: [id, { rowNos: [2], fault: { code: 'ROW_REPEATED', column: null, message: 'x' } }],
    storeOutcome: [id, [{ ...judged, before: null, versionAfter: 1 }]],
    undoableRows: [{ importId: id, before: 1000, limit: 100 }],
    storeUndone: [id, [{ rowNo: 2, undone: 'UNDONE', reason: null }]],
    countFates: [id],
    forgetMembers: [[id]],
  }),
  'imports/match-members.queries': callsOf(matchMembers, {
    findCandidates: [{ importId: id, source: 'b1', rowNos: [2] }],
  }),
  'imports/member-imports.repository': callsOf(memberImports, {
    addImport: [{ id, createdBy: id, fileName: 'x.csv', source: null, uploadHash: hash, uploadExpiresAt: now, now }],
    findImport: [id],
    lockImport: [id],
    takeUpload: [{ id, hash, now }],
    changeImport: [id, { status: 'PREVIEWED', columns: [], counts: {}, doneRows: 7, now }],
    isAnotherWriting: [id],
    findOldImport: [{ keptSince: now, staleSince: now }],
    removeImport: [id],
  }),
  'imports/member-references.queries': callsOf(memberReferences, { referredMembers: [[id]] }),
  'imports/staged-households.queries': callsOf(stagedHouseholds, {
    waitingHouseholds: [{ importId: id, after: '', limit: 200 }],
    stagedResidents: [id, ['7']],
    knownHouseholds: [[id]],
    householdsOfSource: ['b1', ['7']],
    inhabitedHouseholds: [[id]],
  }),
  'members/write-members.repository': callsOf(writeMembers, {
    addMembers: [[{ id, memberNumber: 'GR-0001', firstName: 'Ama', lastName: 'Mensah' }]],
    lockMembers: [[id]],
    writeMembers: [[written], now],
  }),
}
