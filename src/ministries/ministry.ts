import type { Feature } from '../platform/feature.js'
import type { Instant } from '../platform/instant.js'
import { refuseAll, type Refusal, type UserError } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'

/** What a ministry is for. */
export const ministryCategories = [
  'WORSHIP',
  'YOUTH',
  'CHILDREN',
  'PRAYER',
  'OUTREACH',
  'PASTORAL',
  'EDUCATION',
  'SMALL_GROUP',
  'HEALTH',
  'OTHER',
] as const

/** One of `ministryCategories`. */
export type MinistryCategory = (typeof ministryCategories)[number]

/** How people come in: at once, when a leader says yes, or only when somebody puts them in. */
export const joinPolicies = ['OPEN', 'APPROVAL', 'CLOSED'] as const

/** One of `joinPolicies`. */
export type JoinPolicy = (typeof joinPolicies)[number]

/** The reasons to say no that only ministries have. */
export const ministryRefusals = {
  MINISTRY_FULL: 'The ministry has no place left: its `capacity` is reached.',
} as const

/** A group of a church, as it is entered. */
export interface NewMinistry {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly category: MinistryCategory
  readonly meetingSchedule: string | null
  readonly location: string | null
  /** How many may be ACTIVE in it at once; null for as many as come. */
  readonly capacity?: number | null
  readonly joinPolicy?: JoinPolicy
}

/** A group of a church. */
export interface Ministry extends NewMinistry {
  readonly capacity: number | null
  readonly joinPolicy: JoinPolicy
  /** The members who lead it or assist, in no order. */
  readonly leaderIds: readonly string[]
  readonly archivedAt: Instant | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly version: number
}

/** A ministry, with the ids of those asked for who belong to it, between commas. */
export interface MinistryOfMembers extends Ministry {
  readonly memberIds: string
}

/** What people fill in about a ministry. Left out: stays as it is; null: is emptied. */
export interface MinistryDescription {
  readonly name?: string | null
  readonly description?: string | null
  readonly category?: MinistryCategory | null
  readonly meetingSchedule?: string | null
  readonly location?: string | null
  readonly capacity?: number | null
  readonly joinPolicy?: JoinPolicy | null
}

const texts = [
  { field: 'name', maximum: 255, isRequired: true },
  { field: 'description', maximum: 10_000 },
  { field: 'meetingSchedule', maximum: 255 },
  { field: 'location', maximum: 255 },
] as const

/** The same description as it is kept: texts without blanks around them, empty ones null. */
export function tidyMinistry(described: MinistryDescription): MinistryDescription {
  const named = texts.filter(({ field }) => described[field] !== undefined)
  return { ...described, ...Object.fromEntries(named.map(({ field }) => [field, trimmed(described[field])])) }
}

/** Everything wrong with a tidied description, or null. Only the fields it names are judged. */
export function ministryFaults(described: MinistryDescription): Refusal<'REQUIRED' | 'TOO_LONG' | 'INVALID'> | null {
  const named = texts.filter(({ field }) => described[field] !== undefined)
  const faults = textFaults(Object.fromEntries(named.map(({ field }) => [field, described[field] ?? null])), named)
  const invalid: UserError<'INVALID'>[] = []
  if ((described.capacity ?? 1) < 1) {
    invalid.push({ code: 'INVALID', message: 'There must be one place at least.', path: ['capacity'], params: null })
  }
  return refuseAll([...faults, ...invalid])
}

/** The feature that opens a category; null for those every church has. */
export const gateOfCategory = (category: MinistryCategory): Feature | null => {
  if (category === 'SMALL_GROUP') return 'smallGroups'
  return category === 'HEALTH' ? 'healthMinistries' : null
}

/** The categories that this church has, by the features it has switched on: the others are hidden, never deleted. */
export const openCategories = (features: ReadonlySet<Feature>): readonly MinistryCategory[] =>
  ministryCategories.filter((category) => {
    const gate = gateOfCategory(category)
    return gate === null || features.has(gate)
  })
