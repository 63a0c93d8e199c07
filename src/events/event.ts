import { type Instant, isBefore } from '../platform/instant.js'

/** The kinds of events. */
export const eventTypes = [
  'SERVICE',
  'STUDY',
  'YOUTH',
  'MINISTRY',
  'COMMUNITY',
  'HEALTH',
  'SABBATH',
  'SPECIAL',
  'OTHER',
] as const

/** One of `eventTypes`. */
export type EventType = (typeof eventTypes)[number]

/** Where an event stands. */
export const eventStatuses = ['DRAFT', 'SCHEDULED', 'CANCELLED'] as const

/** One of `eventStatuses`. */
export type EventStatus = (typeof eventStatuses)[number]

/** Whom an event is shown to. */
export const eventVisibilities = ['PUBLIC', 'MEMBERS', 'MINISTRY', 'LEADERS'] as const

/** One of `eventVisibilities`. */
export type EventVisibility = (typeof eventVisibilities)[number]

/** Whether people register for an event. */
export const registrationRules = ['NONE', 'OPTIONAL', 'REQUIRED'] as const

/** One of `registrationRules`. */
export type RegistrationRule = (typeof registrationRules)[number]

/** Every way this domain says no, and what it tells readers of the API. */
export const eventRefusals = {
  RECURRENCE_INVALID:
    'The rule is not an RFC 5545 rule of days, weeks, months or years, or the event does not start on a day that the rule names.',
  SABBATH_UNCONFIRMED:
    'The event falls between Friday and Saturday 18:00, which the church guards: send `confirmSabbath` as well.',
  SERIES_TOO_LONG:
    'The series has no end, lasts longer than ten years or takes place too often; `params.maximum` is how often it may.',
} as const

/** What people fill in about an event. */
export interface EventDraft {
  readonly title: string
  readonly description: string | null
  readonly type: EventType
  readonly visibility: EventVisibility
  /** The ministry it belongs to: its leaders may change it; null for one of the whole church. */
  readonly ministryId: string | null
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** Whether it lasts whole days: from midnight to midnight in its zone. */
  readonly allDay: boolean
  readonly timeZone: string
  readonly location: string | null
  /** How it repeats, as an RFC 5545 rule; null for an event that takes place once. */
  readonly rrule: string | null
  readonly registration: RegistrationRule
  /** How many people may register for one occurrence; null for as many as come. */
  readonly capacity: number | null
  readonly registrationOpensAt: Instant | null
  /** How long before the start of an occurrence registration ends. */
  readonly deadlineMinutes: number
  /** Whether those who find no place may wait for one. */
  readonly waitlist: boolean
}

/** A gathering of the church: once, or a whole series; in a list one occurrence of it, with that one's times. */
export interface Event extends EventDraft {
  readonly id: string
  readonly status: EventStatus
  /** The original start of this occurrence, of a series as such its first; registrations know it by that. */
  readonly occurrenceAt: Instant
  /** When the last occurrence of a series ends; null for an event that takes place once. */
  readonly seriesEndsAt: Instant | null
  readonly cancelReason: string | null
  /** Raised by each change that calendar programs must hear of (RFC 5545, SEQUENCE). */
  readonly icalSequence: number
  /** The members who lead its ministry or assist in it; none without a ministry. */
  readonly leaderIds: readonly string[]
  readonly createdBy: string
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly version: number
}

/** Whether an event is over at `now`, every occurrence of it. */
export const isOver = (
  event: { readonly endsAt: Instant; readonly seriesEndsAt?: Instant | null },
  now: Instant,
): boolean => isBefore(event.seriesEndsAt ?? event.endsAt, now)
