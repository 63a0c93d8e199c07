import * as access from '../../src/access/access.repository.js'
import * as holdings from '../../src/access/holdings.queries.js'
import * as roleList from '../../src/access/role-list.queries.js'
import * as roles from '../../src/access/roles.repository.js'
import * as viewer from '../../src/access/viewer.queries.js'
import * as churchUsers from '../../src/identity/church-users.repository.js'
import * as userList from '../../src/identity/user-list.queries.js'
import { encodeCursor } from '../../src/platform/page.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const clock = { now: () => now }
const name = 'a name'
const secondPage = { first: 25, after: encodeCursor('name:asc,id:asc', [name, id]) }

/** The samples of roles, and of accounts as administrators see them; see `samples`. */
export const samplesOfRoles: Readonly<Record<string, readonly Call[]>> = {
  'access/access.repository': callsOf(access, {
    rolesOf: [[id]],
    giveRole: [clock, { userId: id, role: 'MEMBER' }],
  }),
  'access/viewer.queries': callsOf(viewer, { standingOf: [id], standingsOf: [[id]] }),
  'access/holdings.queries': callsOf(holdings, {
    holdingsOf: [[id]],
    holdersOf: [id],
    administrators: [],
    countHolders: [[id]],
  }),
  'access/role-list.queries': callsOf(roleList, {
    roleList: { 'first page': [{}], 'next page': [secondPage] },
  }),
  'access/roles.repository': callsOf(roles, {
    rolesById: [[id]],
    grantsOfRoles: [[id]],
    lockRoles: [],
    isRoleNameTaken: { 'of a new role': [name, null], 'of another role': [name, id] },
    addRole: [{ id, name }],
    changeRole: [id, { name, now }],
    replaceGrants: [id, [{ resource: 'events', action: 'READ', scope: 'ALL' }]],
    removeRole: [id],
    holdRole: [clock, { userId: id, roleId: id, assignedBy: id, expiresAt: null }],
    dropRole: [id, id],
  }),
  'identity/church-users.repository': callsOf(churchUsers, {
    churchUser: [id],
    activeAmong: [[id]],
    moveStatus: [{ id, from: 'ACTIVE', to: 'DISABLED', now }],
    demandPassword: [id, now],
    raiseEpoch: [{ id, from: 1, now }],
    endEverySession: [{ id, reason: 'DISABLED', now }],
  }),
  'identity/user-list.queries': callsOf(userList, {
    userList: {
      'first page': [{ ids: null }],
      'filtered, next page': [{ search: 'ama mensah', status: 'ACTIVE', ids: [id], ...secondPage }],
    },
    countUsers: [{ ids: null }],
  }),
}
