import * as householdList from '../../src/households/household-list.queries.js'
import * as householdMembers from '../../src/households/household-members.queries.js'
import * as households from '../../src/households/households.repository.js'
import * as residences from '../../src/households/residences.repository.js'
import * as memberships from '../../src/ministries/memberships.repository.js'
import * as ministries from '../../src/ministries/ministries.repository.js'
import * as ministryList from '../../src/ministries/ministry-list.queries.js'
import * as ministryMembers from '../../src/ministries/ministry-members.queries.js'
import { encodeCursor } from '../../src/platform/page.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const clock = { now: () => now }
const name = 'a name'
const nextPage = { first: 25, after: encodeCursor('name:asc,id:asc', [name, id]) }
const ministry = { id, name, description: null, category: 'YOUTH', meetingSchedule: null, location: null } as const
const stay = { id, ministryId: id, memberId: id, role: 'MEMBER', status: 'ACTIVE', joinedAt: now, notes: null } as const
const wanted = { ministryId: id, status: 'ACTIVE', memberId: null, after: null, limit: 26 } as const

const today = '2026-03-01'

/** The samples of households and ministries; see `samples`. */
export const samplesOfGroups: Readonly<Record<string, readonly Call[]>> = {
  'households/household-list.queries': callsOf(householdList, {
    householdList: { 'first page': [{}], 'searched, next page': [{ search: 'Ama', ...nextPage }] },
  }),
  'households/household-members.queries': callsOf(householdMembers, {
    membersOfHouseholds: [[id]],
    lockMovers: [[id]],
  }),
  'households/households.repository': callsOf(households, {
    currentHouseholdsOf: [[id], id],
    householdsById: [[id]],
    lockHouseholds: [[id]],
    addHouseholds: [[{ id, name, address: null, phone: null }]],
    archiveHouseholds: [[id], now],
    changeHousehold: [id, { name, address: null, phone: null, archivedAt: now, now }],
  }),
  'households/residences.repository': callsOf(residences, {
    residenceOf: [id],
    residentsOf: [id],
    addHouseholdMembers: [clock, [{ householdId: id, memberId: id, relation: 'HEAD', fromOn: today }]],
    changeResidence: [id, { relation: 'HEAD', combineGiving: true, untilOn: today, now }],
  }),
  'ministries/ministries.repository': callsOf(ministries, {
    ministriesOf: [[id]],
    ministriesById: [[id]],
    lockMinistry: [id],
    addMinistries: [[ministry]],
    changeMinistry: [id, { name, capacity: 5, archivedAt: null, now }],
    addMinistryMembers: [clock, [{ ministryId: id, memberId: id, role: 'MEMBER', joinedAt: now }]],
  }),
  'ministries/memberships.repository': callsOf(memberships, {
    currentMembership: [{ ministryId: id, memberId: id }],
    countActive: [id],
    addMembership: [stay],
    changeMembership: [id, { status: 'INACTIVE', role: 'LEADER', joinedAt: now, leftAt: now, now }],
    endMemberships: [id, now],
  }),
  'ministries/ministry-list.queries': callsOf(ministryList, {
    ministryList: {
      'first page': [['WORSHIP'], {}],
      'filtered, next page': [
        ['WORSHIP'],
        { search: 'choir', filter: { category: 'WORSHIP', archived: true }, ...nextPage },
      ],
    },
  }),
  'ministries/ministry-members.queries': callsOf(ministryMembers, {
    membersOfMinistries: [[wanted]],
    countMembersOfMinistries: [[wanted]],
    membershipsOf: [id, ['WORSHIP']],
  }),
}
