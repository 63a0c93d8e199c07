import * as ownEntries from '../../src/audit/own-entries.queries.js'
import * as openChurches from '../../src/churches/open-churches.queries.js'
import * as householdMoves from '../../src/households/member-moves.repository.js'
import * as ownStays from '../../src/households/own-stays.queries.js'
import * as eraseAccount from '../../src/identity/erase-account.repository.js'
import * as directory from '../../src/members/directory.queries.js'
import * as memberDuplicates from '../../src/members/member-duplicates.queries.js'
import * as memberLife from '../../src/members/member-life.repository.js'
import * as memberRelated from '../../src/members/member-related.repository.js'
import * as ministryMoves from '../../src/ministries/member-moves.repository.js'
import * as ownMemberships from '../../src/ministries/own-memberships.queries.js'
import * as ownNotices from '../../src/notifications/own-notices.queries.js'
import * as photos from '../../src/photos/photos.repository.js'
import { callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const today = '2026-03-01'
const clock = { now: () => now }
const name = 'a name'

/** Calls of what keeps members' records and lives. */
export const samplesOfPeople = {
  'audit/own-entries.queries': callsOf(ownEntries, { ownEntries: [{ userId: id, memberId: id }] }),
  'households/own-stays.queries': callsOf(ownStays, { ownStays: [id] }),
  'ministries/own-memberships.queries': callsOf(ownMemberships, { ownMemberships: [id] }),
  'notifications/own-notices.queries': callsOf(ownNotices, { ownNotices: [[id]] }),
  'churches/open-churches.queries': callsOf(openChurches, { openChurches: [] }),
  'photos/photos.repository': callsOf(photos, {
    addUpload: [{ id, memberId: id, uploadedBy: id, now }],
    findDocument: [id],
    lockDocument: [id],
    nameUpload: [{ id, storageKey: id, now }],
    finishUpload: [{ id, facts: { mimeType: 'PNG', sizeBytes: 1, sha256: Buffer.alloc(32) }, now }],
    rejectUpload: [id, now],
    removeDocuments: [[id]],
    removeDocumentsOf: [id],
    moveDocuments: [id, id],
    readyFiles: [],
    unfinishedBefore: [now],
  }),
  'identity/erase-account.repository': callsOf(eraseAccount, { eraseAccount: [id, now] }),
  'households/member-moves.repository': callsOf(householdMoves, {
    endStays: [[id], today],
    hasStay: [id],
    moveStays: [id, id],
  }),
  'ministries/member-moves.repository': callsOf(ministryMoves, {
    endMemberships: [[id], now],
    forgetNotes: [id],
    moveMemberships: [{ fromId: id, intoId: id, now }],
  }),
  'members/directory.queries': callsOf(directory, {
    directoryPage: { all: [id, {}], some: [id, { search: name, ministryId: id }] },
  }),
  'members/member-duplicates.queries': callsOf(memberDuplicates, { duplicateGroups: [], likelyDuplicatesOf: [id] }),
  'members/member-life.repository': callsOf(memberLife, {
    moveMember: [id, { status: 'INACTIVE', statusOn: today, archivedAt: null, now }],
    isArchived: [id],
    blankMembers: [[id], now],
    eraseTracesOfMany: [[id]],
    eraseTraces: [{ memberId: id, userId: id, emails: ['a@b.example'], name }],
    aliasesOf: [[id]],
    addAlias: [id, id],
    moveRelated: [id, id],
  }),
  'members/member-related.repository': callsOf(memberRelated, {
    parentsOf: [[id]],
    educationOf: [[id]],
    faithOf: [[id]],
    idNumbersOf: [[id]],
    storeIdNumber: [id, null],
    storeParents: [{ memberId: id, rows: [{ relation: 'MOTHER', name }], clock }],
    storeEducation: [{ memberId: id, rows: [{ level: 'SHS', institution: name }], clock }],
    storeFaith: [id, { bccName: name }],
  }),
}
