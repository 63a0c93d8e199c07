import type { Feature } from '../platform/feature.js'
import type { Permission } from '../platform/permission.js'

/** What an operation is asked about: somebody's records, none of them the viewer's unless it says so. */
export interface Target {
  readonly userId: string
  readonly memberId: string
  readonly notificationId: string
  readonly unread: number
}

/** One operation: who may call it, as domain.md says in section 4, and a call that would change nothing. */
export interface MatrixRow {
  /**
   * `self` is for everybody signed in, and reaches the records of one's own; a right with `self` reaches these without
   * the right, too.
   */
  readonly who: 'platform' | 'public' | 'signedIn' | 'self' | Permission
  readonly self?: true
  /** What a right in GROUP scope reaches: the records of own groups, or nothing since it is about the whole church. */
  readonly group?: 'own' | 'refused'
  /** The gate of its heading, in section 5. */
  readonly gate?: Feature
  /** Whether it works in a lapsed church although it writes (section 11). */
  readonly worksLapsed?: true
  readonly text: string | ((target: Target) => string)
  /** Whether the answer shows the target; left out where every answer does. */
  readonly shows?: (data: unknown, target: Target) => boolean
}

const nobody = crypto.randomUUID()
const holds = (data: unknown, id: string): boolean => JSON.stringify(data ?? null).includes(id)

const change = (operation: string, who: Permission, input: string): MatrixRow => ({
  who,
  text: `mutation { ${operation}(input: { ${input} }) { errors { code } } }`,
})

const readUser = 'users.read' as const

/** Every operation there is. A new one fails the matrix test until it has its row. */
export const accessMatrix: Readonly<Record<string, MatrixRow>> = {
  // 4.1 Church
  subdomainAvailability: { who: 'platform', text: '{ subdomainAvailability(subdomain: "x") }' },
  registerChurch: {
    who: 'platform',
    text: `mutation { registerChurch(input: { churchName: "", subdomain: "x", denomination: OTHER, timeZone: "UTC",
      currency: "GHS", admin: { name: "", email: "", password: "" } }) { errors { code } } }`,
  },
  church: { who: 'signedIn', text: '{ church { id } }' },
  domains: { who: 'settings.read', text: '{ domains { id } }' },
  addDomain: change('addDomain', 'settings.manage', 'host: "x"'),
  verifyDomain: change('verifyDomain', 'settings.manage', `id: "${nobody}"`),
  setPrimaryDomain: change('setPrimaryDomain', 'settings.manage', `id: "${nobody}"`),
  removeDomain: change('removeDomain', 'settings.manage', `id: "${nobody}"`),
  auditLog: { who: 'audit.read', text: '{ auditLog { totalCount } }' },

  // 4.2 Users and roles
  signIn: {
    who: 'public',
    worksLapsed: true,
    text: () =>
      `mutation { signIn(input: { email: "${crypto.randomUUID()}@x.example", password: "" }) { errors { code } } }`,
  },
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
  memberDuplicates: { who: 'members.manage', text: '{ memberDuplicates { reason } }' },
  changeMemberStatus: change('changeMemberStatus', 'members.write', `id: "${nobody}", status: INACTIVE`),
  archiveMember: change('archiveMember', 'members.delete', `id: "${nobody}"`),
  restoreMember: change('restoreMember', 'members.delete', `id: "${nobody}"`),
  mergeMembers: change('mergeMembers', 'members.manage', `keptId: "${nobody}", mergedId: "${nobody}", password: ""`),
  eraseMember: change('eraseMember', 'members.manage', `id: "${nobody}", password: ""`),
  updateMember: change('updateMember', 'members.write', `id: "${nobody}", firstName: "x"`),

  // 4.6 Events. Those who are not signed in will see PUBLIC ones, once events have a visibility.
  events: { who: 'events.read', gate: 'events', text: '{ events { totalCount } }' },
  event: { who: 'events.read', gate: 'events', text: `{ event(id: "${nobody}") { id } }` },
  createEvent: {
    ...change(
      'createEvent',
      'events.create',
      'title: "", startsAt: "2031-01-01T01:00:00Z", endsAt: "2031-01-01T00:00:00Z"',
    ),
    gate: 'events',
    group: 'refused',
  },

  // 4.7 Announcements and notifications
  announcements: { who: 'announcements.read', gate: 'announcements', text: '{ announcements { totalCount } }' },
  notifications: {
    who: 'self',
    text: '{ notifications(first: 100) { nodes { id } } }',
    shows: (data, { notificationId }) => holds(data, notificationId),
  },
  unreadNotificationCount: {
    who: 'self',
    text: '{ unreadNotificationCount }',
    shows: (data, { unread }) => holds(data, `:${unread}}`),
  },
  markNotificationsRead: {
    who: 'self',
    worksLapsed: true,
    text: ({ notificationId }) =>
      `mutation { markNotificationsRead(input: { ids: ["${notificationId}"] }) { errors { code } } }`,
    shows: (data) => !holds(data, 'NOT_FOUND'),
  },
  notificationAdded: {
    who: 'self',
    text: 'subscription { notificationAdded(after: "0") { notification { id } } }',
    shows: (data, { notificationId }) => holds(data, notificationId),
  },
}
