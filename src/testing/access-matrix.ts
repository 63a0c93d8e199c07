import type { Permission } from '../platform/permission.js'
import { matrixOfAnnouncements } from './matrix-of-announcements.js'
import { matrixOfAttendance } from './matrix-of-attendance.js'
import { matrixOfChanges } from './matrix-of-changes.js'
import { matrixOfEvents } from './matrix-of-events.js'
import { matrixOfExports } from './matrix-of-exports.js'
import { matrixOfImports } from './matrix-of-imports.js'
import { matrixOfJoining } from './matrix-of-joining.js'
import { matrixOfPhotos } from './matrix-of-photos.js'
import { matrixOfRegistrations } from './matrix-of-registrations.js'
import { matrixOfResources } from './matrix-of-resources.js'
import type { MatrixRow, Target } from './matrix-row.js'
import { notificationRows } from './notification-rows.js'

const nobody = crypto.randomUUID()
const nobodyElse = crypto.randomUUID()
const holds = (data: unknown, id: string): boolean => JSON.stringify(data ?? null).includes(id)

const change = (operation: string, who: Permission, input: string): MatrixRow => ({
  who,
  text: `mutation { ${operation}(input: { ${input} }) { errors { code } } }`,
})

const act = (operation: string): MatrixRow => ({
  who: 'superAdmin',
  text: `mutation { ${operation}(input: { churchId: "${nobody}", reason: "x" }) { errors { code } } }`,
})

/** A change in a ministry that leaders may make in their own. */
const inOwnMinistry = (operation: string, input: (target: Target) => string): MatrixRow => ({
  ...{ who: 'ministries.write', group: 'own' },
  text: (target) => `mutation { ${operation}(input: { ${input(target)} }) { errors { code } } }`,
})

const stayOfNobody = ({ ministryId }: Target): string => `ministryId: "${ministryId}", memberId: "${nobody}"`

const own = (operation: string, input: string | null): MatrixRow => ({
  who: 'self',
  text: `mutation { ${operation}${input === null ? '' : `(input: { ${input} })`} { errors { code } } }`,
})

/** For everybody signed in; what somebody else's id leads to is for the operation's own tests. */
const bySignedIn = (operation: string, input: string): MatrixRow => ({ ...own(operation, input), who: 'signedIn' })

/** Each call with an address nobody else named: it is counted for itself. */
const open = (operation: string, input: string): MatrixRow => ({
  who: 'public',
  text: () =>
    `mutation { ${operation}(input: { ${input.replace('@', `${crypto.randomUUID()}@`)} }) { errors { code } } }`,
})

const readUser = 'users.read' as const

/** Every operation there is. A new one fails the matrix test until it has its row. */
export const accessMatrix: Readonly<Record<string, MatrixRow>> = {
  ...matrixOfPhotos,

  // 4.1 Church
  subdomainAvailability: { who: 'platform', text: '{ subdomainAvailability(subdomain: "x") }' },
  registerChurch: {
    who: 'platform',
    text: `mutation { registerChurch(input: { churchName: "", subdomain: "x", denomination: OTHER, timeZone: "UTC",
      currency: "GHS", admin: { name: "", email: "", password: "" } }) { errors { code } } }`,
  },
  publicChurch: { who: 'public', text: '{ publicChurch { name } }' },
  denominations: { who: 'anywhere', text: '{ denominations { denomination } }' },
  church: { who: 'signedIn', keys: true, text: '{ church { id } }' },
  churchSettings: { who: 'settings.read', text: '{ churchSettings { version } }' },
  updateChurch: change('updateChurch', 'settings.manage', 'name: ""'),
  updateChurchSettings: change('updateChurchSettings', 'settings.manage', 'expectedVersion: 99'),
  updateChurchFeatures: change('updateChurchFeatures', 'settings.manage', 'expectedVersion: 99, features: {}'),
  applyDenominationDefaults: change('applyDenominationDefaults', 'settings.manage', 'expectedVersion: 99'),
  domains: { who: 'settings.read', text: '{ domains { id } }' },
  addDomain: change('addDomain', 'settings.manage', 'host: "x"'),
  verifyDomain: change('verifyDomain', 'settings.manage', `id: "${nobody}"`),
  setPrimaryDomain: change('setPrimaryDomain', 'settings.manage', `id: "${nobody}"`),
  removeDomain: change('removeDomain', 'settings.manage', `id: "${nobody}"`),
  auditLog: { who: 'audit.read', text: '{ auditLog { totalCount } }' },
  apiKeys: { who: 'integrations.manage', text: '{ apiKeys { totalCount } }' },
  createApiKey: change(
    'createApiKey',
    'integrations.manage',
    'name: "", scopes: [], expiresAt: "2001-01-01T00:00:00Z"',
  ),
  revokeApiKey: change('revokeApiKey', 'integrations.manage', `id: "${nobody}"`),

  // 4.2 Users and roles
  signIn: { ...open('signIn', 'email: "@x.example", password: ""'), worksLapsed: true },
  verifyTotp: open('verifyTotp', 'challenge: "x", code: "000000"'),
  refreshSession: open('refreshSession', 'refreshToken: "x"'),
  requestPasswordReset: open('requestPasswordReset', 'email: "@x.example"'),
  resetPassword: open('resetPassword', 'token: "x", password: ""'),
  verifyEmail: open('verifyEmail', 'token: "x"'),
  resendVerification: open('resendVerification', 'email: "@x.example"'),
  acceptInvitation: open('acceptInvitation', 'token: "x", password: ""'),
  signOut: { ...own('signOut', null), serves: 'tokens that are over', endsSession: true },
  signOutEverywhere: { ...own('signOutEverywhere', null), serves: 'who may do nothing else', endsSession: true },
  revokeSession: {
    who: 'self',
    text: ({ sessionId }) => `mutation { revokeSession(input: { id: "${sessionId}" }) { errors { code } } }`,
    shows: (data) => !holds(data, 'NOT_FOUND'),
  },
  changePassword: {
    ...own('changePassword', 'currentPassword: "x", newPassword: "x"'),
    serves: 'who may do nothing else',
  },
  changeEmail: own('changeEmail', 'newEmail: "x", password: "x"'),
  enableTotp: { ...own('enableTotp', 'password: "x"'), serves: 'who may do nothing else' },
  confirmTotp: { ...own('confirmTotp', 'code: "x"'), serves: 'who may do nothing else' },
  disableTotp: own('disableTotp', 'code: "x"'),
  updateViewer: own('updateViewer', 'name: ""'),
  viewer: { who: 'self', text: '{ viewer { id } }', shows: (data, { userId }) => holds(data, userId) },
  users: {
    who: readUser,
    text: '{ users(first: 100) { nodes { id } } }',
    shows: (data, { userId }) => holds(data, userId),
  },
  user: {
    who: readUser,
    text: ({ userId }) => `{ user(id: "${userId}") { id } }`,
    shows: (data, { userId }) => holds(data, userId),
  },
  permissions: { who: 'roles.read', text: '{ permissions { code } }' },
  roles: { who: 'roles.read', text: '{ roles { totalCount } }' },
  role: { who: 'roles.read', text: `{ role(id: "${nobody}") { id } }` },
  createRole: change('createRole', 'roles.manage', 'name: ""'),
  updateRole: change('updateRole', 'roles.manage', `id: "${nobody}"`),
  cloneRole: change('cloneRole', 'roles.manage', `id: "${nobody}", name: "x"`),
  deleteRole: change('deleteRole', 'roles.manage', `id: "${nobody}"`),
  assignRole: change('assignRole', 'roles.manage', `userId: "${nobody}", roleId: "${nobody}"`),
  revokeRole: change('revokeRole', 'roles.manage', `userId: "${nobody}", roleId: "${nobody}"`),
  disableUser: change('disableUser', 'users.manage', `id: "${nobody}"`),
  enableUser: change('enableUser', 'users.manage', `id: "${nobody}"`),
  requirePasswordChange: change('requirePasswordChange', 'users.manage', `id: "${nobody}"`),
  invitations: { who: 'users.create', text: '{ invitations { id } }' },
  inviteUser: change('inviteUser', 'users.create', 'email: "x", name: "", roleIds: []'),
  resendInvitation: change('resendInvitation', 'users.create', `id: "${nobody}"`),
  revokeInvitation: change('revokeInvitation', 'users.create', `id: "${nobody}"`),
  linkUserToMember: change('linkUserToMember', 'users.manage', `userId: "${nobody}", memberId: "${nobody}"`),
  unlinkUser: change('unlinkUser', 'users.manage', `id: "${nobody}"`),

  // 4.3 Members
  members: {
    who: 'members.read',
    group: 'own',
    text: '{ members(first: 100) { nodes { id } } }',
    shows: (data, { memberId }) => holds(data, memberId),
  },
  member: {
    who: 'members.read',
    self: true,
    keys: true,
    group: 'own',
    text: ({ memberId }) => `{ member(id: "${memberId}") { id } }`,
    shows: (data, { memberId }) => holds(data, memberId),
  },
  createMember: change('createMember', 'members.create', 'firstName: "", lastName: ""'),
  myProfile: { who: 'signedIn', text: '{ myProfile { id } }' },
  directory: { who: 'signedIn', text: '{ directory { totalCount } }' },
  updateMyProfile: {
    who: 'signedIn',
    text: 'mutation { updateMyProfile(input: { email: "nonsense" }) { errors { code } } }',
  },
  createMembersExport: {
    ...{ who: 'members.manage', group: 'refused', worksLapsed: true },
    text: 'mutation { createMembersExport(input: { format: CSV, columns: ["nothing"] }) { errors { code } } }',
  },
  ...matrixOfExports,
  memberDuplicates: { who: 'members.manage', text: '{ memberDuplicates { reason } }' },
  changeMemberStatus: change('changeMemberStatus', 'members.write', `id: "${nobody}", status: INACTIVE`),
  archiveMember: change('archiveMember', 'members.delete', `id: "${nobody}"`),
  restoreMember: change('restoreMember', 'members.delete', `id: "${nobody}"`),
  mergeMembers: {
    ...change('mergeMembers', 'members.manage', `keptId: "${nobody}", mergedId: "${nobodyElse}", password: ""`),
    asksPassword: true,
  },
  eraseMember: {
    ...change('eraseMember', 'members.manage', `id: "${nobody}", password: ""`),
    asksPassword: true,
  },
  updateMember: change('updateMember', 'members.write', `id: "${nobody}", firstName: "x"`),

  ...matrixOfJoining,

  // 4.4 Households
  households: { who: 'households.read', text: '{ households { totalCount } }' },
  household: { who: 'households.read', text: `{ household(id: "${nobody}") { id } }` },
  myHousehold: { who: 'self', text: '{ myHousehold { id } }' },
  createHousehold: change('createHousehold', 'households.create', `headId: "${nobody}"`),
  // Of one's own also as HEAD or SPOUSE: what others name is not found.
  updateHousehold: bySignedIn('updateHousehold', `id: "${nobody}", phone: "1"`),
  archiveHousehold: change('archiveHousehold', 'households.delete', `id: "${nobody}"`),
  // The right to write as well, which every role has that may create.
  splitHousehold: change(
    'splitHousehold',
    'households.create',
    `householdId: "${nobody}", name: "x", headId: "${nobody}", memberIds: []`,
  ),
  addHouseholdMember: change(
    'addHouseholdMember',
    'households.write',
    `householdId: "${nobody}", memberId: "${nobody}", relation: OTHER`,
  ),
  moveHouseholdMember: change(
    'moveHouseholdMember',
    'households.write',
    `householdId: "${nobody}", memberId: "${nobody}", relation: OTHER`,
  ),
  setHouseholdRelation: change('setHouseholdRelation', 'households.write', `memberId: "${nobody}", relation: HEAD`),
  removeHouseholdMember: change('removeHouseholdMember', 'households.write', `memberId: "${nobody}"`),
  setCombineGiving: bySignedIn('setCombineGiving', 'combineGiving: false'),
  updateHouseholdChild: bySignedIn('updateHouseholdChild', `memberId: "${nobody}", phone: "1"`),

  // 4.5 Ministries
  ministries: { who: 'ministries.read', text: '{ ministries { totalCount } }' },
  ministry: { who: 'ministries.read', text: `{ ministry(id: "${nobody}") { id } }` },
  myMinistries: { who: 'self', text: '{ myMinistries { id } }' },
  createMinistry: change('createMinistry', 'ministries.create', 'name: "", category: OTHER'),
  updateMinistry: inOwnMinistry('updateMinistry', ({ ministryId }) => `id: "${ministryId}", name: ""`),
  archiveMinistry: change('archiveMinistry', 'ministries.delete', `id: "${nobody}"`),
  restoreMinistry: change('restoreMinistry', 'ministries.delete', `id: "${nobody}"`),
  joinMinistry: bySignedIn('joinMinistry', `ministryId: "${nobody}"`),
  leaveMinistry: bySignedIn('leaveMinistry', `ministryId: "${nobody}"`),
  addMinistryMember: inOwnMinistry('addMinistryMember', stayOfNobody),
  approveJoin: inOwnMinistry('approveJoin', stayOfNobody),
  declineJoin: inOwnMinistry('declineJoin', stayOfNobody),
  // Leaders name no leaders.
  setMinistryRole: {
    ...{ who: 'ministries.write', group: 'refused' },
    text: (target) =>
      `mutation { setMinistryRole(input: { ${stayOfNobody(target)}, role: MEMBER }) { errors { code } } }`,
  },
  removeMinistryMember: inOwnMinistry('removeMinistryMember', stayOfNobody),

  ...matrixOfEvents,
  ...matrixOfAttendance,
  ...matrixOfRegistrations,
  ...matrixOfResources,

  // 4.7 Announcements and notifications
  ...matrixOfAnnouncements,
  ...matrixOfChanges,
  ...notificationRows,

  // 4.11 Imports, the platform
  ...matrixOfImports,
  signInSuperAdmin: {
    who: 'platform',
    text: 'mutation { signInSuperAdmin(input: { email: "x", password: "x" }) { errors { code } } }',
  },
  platformChurches: { who: 'superAdmin', text: '{ platformChurches { totalCount } }' },
  churchUsage: { who: 'superAdmin', text: `{ churchUsage(churchId: "${nobody}") { members } }` },
  suspendChurch: act('suspendChurch'),
  reopenChurch: act('reopenChurch'),
  setComplimentary: act('setComplimentary'),
}
