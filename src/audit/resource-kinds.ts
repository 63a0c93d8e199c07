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
  EVENT: { entity: 'event', right: 'events.write', feature: 'events' },
  EVENT_REGISTRATION: { entity: 'eventRegistration', right: 'events.write', feature: 'events' },
  ATTENDANCE_RECORD: { entity: 'attendanceRecord', right: 'attendance.read', feature: 'events' },
  RESOURCE: { entity: 'resource', right: 'events.read', feature: 'events' },
  BOOKING: { entity: 'booking', right: 'events.read', feature: 'events' },
  ANNOUNCEMENT: { entity: 'announcement', right: 'announcements.write', feature: 'announcements' },
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

/** Whether a viewer hears of a change to this thing, in a church with these features. */
export function mayHear(
  viewer: Viewer,
  { kind, id, features }: { readonly kind: ResourceKind; readonly id: string; readonly features: ReadonlySet<Feature> },
): boolean {
  const { right, feature, own } = ruleOf(kind)
  if (feature && !features.has(feature)) return false
  return viewer.grants.get(right) === 'ALL' || own?.(viewer) === id
}
