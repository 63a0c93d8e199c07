import type { ShownTo } from '../platform/audit/audit-entry.js'
import type { Change } from '../platform/audit/changes-of.js'
import type { Viewer } from '../platform/context.js'
import type { Feature } from '../platform/feature.js'
import type { Permission } from '../platform/permission.js'

/** Who hears that something of a kind was changed. */
export interface ResourceRule {
  /** What the audit log calls it. */
  readonly entity: string
  /** The right, in the whole church. Where single rows are hidden from readers, it is the right to change them. */
  readonly right: Permission
  /** The switch that it belongs to, if there is one. */
  readonly feature?: Feature
  /** The right that those need whose screens show single ones; nothing where it is their own. */
  readonly shown?: Permission | 'own'
  /** Whose own it is, without the right. */
  readonly own?: (viewer: Viewer) => string | null
}

/** Everything that screens can be told of, by its name in the API. What is not here is told to nobody. */
export const resourceKinds = {
  MEMBER: { entity: 'member', right: 'members.read', own: ({ memberId }) => memberId },
  MEMBER_IMPORT: { entity: 'memberImport', right: 'members.create' },
  MEMBERSHIP_APPLICATION: { entity: 'membershipApplication', right: 'members.manage' },
  MEMBER_WORKFLOW: { entity: 'memberWorkflow', right: 'members.write', feature: 'membershipWorkflows' },
  MEMBER_WORKFLOW_STEP: { entity: 'memberWorkflowStep', right: 'members.write', feature: 'membershipWorkflows' },
  HOUSEHOLD: { entity: 'household', right: 'households.read' },
  HOUSEHOLD_MEMBER: { entity: 'householdMember', right: 'households.read' },
  MINISTRY: { entity: 'ministry', right: 'ministries.write' },
  MINISTRY_MEMBERSHIP: { entity: 'ministryMembership', right: 'ministries.write' },
  EVENT: { entity: 'event', right: 'events.write', shown: 'events.read', feature: 'events' },
  EVENT_REGISTRATION: { entity: 'eventRegistration', right: 'events.write', shown: 'own', feature: 'events' },
  ATTENDANCE_RECORD: { entity: 'attendanceRecord', right: 'attendance.read', feature: 'events' },
  RESOURCE: { entity: 'resource', right: 'events.read', feature: 'events' },
  BOOKING: { entity: 'booking', right: 'events.read', feature: 'events' },
  ANNOUNCEMENT: {
    ...{ entity: 'announcement', right: 'announcements.write', feature: 'announcements' },
    shown: 'announcements.read',
  },
  USER: { entity: 'user', right: 'users.read', own: ({ userId }) => userId },
  ROLE: { entity: 'role', right: 'roles.read' },
  INVITATION: { entity: 'invitation', right: 'users.read' },
  CHURCH: { entity: 'church', right: 'settings.read' },
  DOMAIN: { entity: 'domain', right: 'settings.read' },
  API_KEY: { entity: 'apiKey', right: 'integrations.read' },
} as const satisfies Readonly<Record<string, ResourceRule>>

/** One of `resourceKinds`. */
export type ResourceKind = keyof typeof resourceKinds

/** All of `resourceKinds`. */
// The object has these keys and no others.
export const resourceKindNames = Object.keys(resourceKinds) as readonly ResourceKind[]

const ruleOf = (kind: ResourceKind): ResourceRule => resourceKinds[kind]
const byEntity = new Map(resourceKindNames.map((kind) => [ruleOf(kind).entity, kind]))

/** What the API calls a thing of the audit log; null when nobody is told of it. */
export const kindOf = (entity: string): ResourceKind | null => byEntity.get(entity) ?? null

/** A change, in a church with these features. */
export interface ChangeHere extends Pick<Change, 'id' | 'shownTo'> {
  readonly kind: ResourceKind
  readonly features: ReadonlySet<Feature>
}

/**
 * Whether a viewer hears of a change to this thing; the ministries where that depends on being in one of them: whoever
 * asks finds out.
 */
export function mayHear(viewer: Viewer, { kind, id, shownTo = [], features }: ChangeHere): boolean | readonly string[] {
  const { right, feature, shown, own } = ruleOf(kind)
  if (feature && !features.has(feature)) return false
  if (viewer.grants.get(right) === 'ALL' || own?.(viewer) === id) return true
  if (!shown || (shown !== 'own' && !viewer.grants.has(shown))) return false
  const words = wordsOf(viewer)
  if (shownTo.some((word) => words.has(word))) return true
  const ministries = shownTo
    .filter((word) => word.startsWith('ministry:'))
    .map((word) => word.slice('ministry:'.length))
  return viewer.memberId !== null && ministries.length > 0 && ministries
}

const wordsOf = ({ roles, roleIds, grants, memberId }: Viewer): ReadonlySet<ShownTo> =>
  new Set([
    'CHURCH',
    ...[...roles, ...roleIds].map((role) => `role:${role}` as const),
    ...[...grants.keys()].map((right) => `right:${right}` as const),
    ...(memberId === null ? [] : [`member:${memberId}` as const]),
  ])
