import { type Instant, isBefore, isTimeZone } from '../platform/instant.js'
import { refuseAll, type Refusal, type sharedRefusals, type UserError } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'

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

/** A gathering of the church. */
export interface Event {
  readonly id: string
  readonly title: string
  readonly description: string | null
  readonly type: EventType
  readonly status: (typeof eventStatuses)[number]
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly timeZone: string
  readonly location: string | null
  readonly createdBy: string
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly version: number
}

/** What people fill in about an event. */
export interface EventDraft {
  readonly title: string
  readonly description: string | null
  readonly type: EventType
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly timeZone: string
  readonly location: string | null
}

/** An event as somebody describes it: what is left out takes the church's usual value. */
export interface EventDescription {
  readonly title: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly description?: string | null
  readonly type?: EventType | null
  readonly timeZone?: string | null
  readonly location?: string | null
}

/** The draft of a described event: tidied texts, and `churchTimeZone` and SERVICE where nothing was said. */
export const draftEvent = (described: EventDescription, churchTimeZone: string): EventDraft => ({
  title: described.title.trim(),
  description: trimmed(described.description),
  type: described.type ?? 'SERVICE',
  startsAt: described.startsAt,
  endsAt: described.endsAt,
  timeZone: trimmed(described.timeZone) ?? churchTimeZone,
  location: trimmed(described.location),
})

/** Everything wrong with a draft at once, or null. */
export function eventFaults(
  draft: EventDraft,
): Refusal<keyof typeof sharedRefusals & ('REQUIRED' | 'TOO_LONG' | 'INVALID')> | null {
  const { title, description, location, startsAt, endsAt, timeZone } = draft
  const invalid: UserError<'INVALID'>[] = []
  if (!isBefore(startsAt, endsAt)) invalid.push(fault('endsAt', 'An event must end after it starts.'))
  if (!isTimeZone(timeZone)) invalid.push(fault('timeZone', 'This is not a time zone, such as Africa/Accra.'))

  const texts = textFaults({ title: trimmed(title), description, location }, [
    { field: 'title', maximum: 255, isRequired: true },
    { field: 'description', maximum: 10_000 },
    { field: 'location', maximum: 255 },
  ])
  return refuseAll([...texts, ...invalid])
}

const fault = (field: string, message: string): UserError<'INVALID'> => ({
  code: 'INVALID',
  message,
  path: [field],
  params: null,
})

/** Whether an event is over at `now`. */
export const isOver = (event: { readonly endsAt: Instant }, now: Instant): boolean => isBefore(event.endsAt, now)
