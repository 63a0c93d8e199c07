import type { Instant, LocalDate } from '../platform/instant.js'
import { refuseAll, type Refusal } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'

/** How somebody belongs to a household. */
export const relations = ['HEAD', 'SPOUSE', 'CHILD', 'OTHER'] as const

/** One of `relations`. */
export type Relation = (typeof relations)[number]

/** The reasons to say no that only households have. */
export const householdRefusals = {
  HEAD_NEEDED:
    'The household would be left without a HEAD: in the same request, name a member who stays as the new one.',
} as const

/** People who live together, as they are entered. */
export interface NewHousehold {
  readonly id: string
  readonly name: string
  readonly address: string | null
  readonly phone: string | null
}

/** People who live together. */
export interface Household extends NewHousehold {
  /** Its HEAD and SPOUSE, in no order: they keep its address. */
  readonly keeperIds: readonly string[]
  readonly archivedAt: Instant | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly version: number
}

/** A household somebody lives in now; `keeperIds` is empty where it is not that of who asks. */
export interface CurrentHousehold extends Household {
  readonly memberId: string
}

/** One stay of a member in a household; without an end it is the current one. */
export interface Residence {
  readonly id: string
  readonly householdId: string
  readonly memberId: string
  readonly relation: Relation
  /** Whether the giving of HEAD and SPOUSE is told in one statement. */
  readonly combineGiving: boolean
  readonly fromOn: LocalDate
  readonly untilOn: LocalDate | null
}

/** What people fill in about a household. Left out: stays as it is; null: is emptied. */
export interface HouseholdDescription {
  readonly name?: string | null
  readonly address?: string | null
  readonly phone?: string | null
}

const texts = [
  { field: 'name', maximum: 255, isRequired: true },
  { field: 'address', maximum: 500 },
  { field: 'phone', maximum: 255 },
] as const

/** The same description as it is kept: texts without blanks around them, empty ones null. */
export const tidyHousehold = (described: HouseholdDescription): HouseholdDescription =>
  Object.fromEntries(
    texts.filter(({ field }) => described[field] !== undefined).map(({ field }) => [field, trimmed(described[field])]),
  )

/** Everything wrong with a tidied description, or null. Only the fields it names are judged. */
export function householdFaults(described: HouseholdDescription): Refusal<'REQUIRED' | 'TOO_LONG'> | null {
  const named = texts.filter(({ field }) => described[field] !== undefined)
  return refuseAll(textFaults(Object.fromEntries(named.map(({ field }) => [field, described[field] ?? null])), named))
}

/** What becomes of a relation in another household: there is one HEAD already. */
export const relationElsewhere = (relation: Relation): Relation => (relation === 'HEAD' ? 'OTHER' : relation)

/** Whether somebody born on this day is younger than `adultAge` years today; no when the day is not known. */
export function isMinor(
  birthDate: LocalDate | null,
  { adultAge, today }: { readonly adultAge: number; readonly today: LocalDate },
): boolean {
  if (birthDate === null) return false
  // Days as text compare as days; whoever was born on 29 February is of age on 1 March, as text says.
  const ofAge = `${String(Number(birthDate.slice(0, 4)) + adultAge).padStart(4, '0')}${birthDate.slice(4)}`
  return today < ofAge
}
