import { addSeconds, type Instant, instantAt, isBefore, isTimeZone, localDay } from '../platform/instant.js'
import { refuseAll, type Refusal, type sharedRefusals, type UserError } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'
import type { EventDraft, eventRefusals, EventType, EventVisibility, RegistrationRule } from './event.js'
import { readRule } from './recurrence.js'

/** An event as somebody describes it: what is left out takes the church's usual value. */
export interface EventDescription {
  readonly title: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly description?: string | null
  readonly type?: EventType | null
  readonly visibility?: EventVisibility | null
  readonly ministryId?: string | null
  readonly allDay?: boolean | null
  readonly timeZone?: string | null
  readonly location?: string | null
  readonly rrule?: string | null
  readonly registration?: RegistrationRule | null
  readonly capacity?: number | null
  readonly registrationOpensAt?: Instant | null
  readonly deadlineMinutes?: number | null
  readonly waitlist?: boolean | null
}

/** The draft of a described event: tidied texts, and `churchTimeZone` and what is usual where nothing was said. */
export function draftEvent(described: EventDescription, churchTimeZone: string): EventDraft {
  const timeZone = trimmed(described.timeZone) ?? churchTimeZone
  const rrule = trimmed(described.rrule)
  return {
    title: described.title.trim(),
    description: trimmed(described.description),
    type: described.type ?? 'SERVICE',
    visibility: described.visibility ?? (described.ministryId ? 'MINISTRY' : 'MEMBERS'),
    ministryId: described.ministryId ?? null,
    startsAt: described.startsAt,
    endsAt: described.endsAt,
    allDay: described.allDay ?? false,
    timeZone,
    location: trimmed(described.location),
    // A rule that cannot be read stays as it was written: `eventFaults` says so.
    rrule: rrule === null ? null : (readRule(rrule, timeZone) ?? rrule),
    registration: described.registration ?? 'NONE',
    capacity: described.capacity ?? null,
    registrationOpensAt: described.registrationOpensAt ?? null,
    deadlineMinutes: described.deadlineMinutes ?? 0,
    waitlist: described.waitlist ?? true,
  }
}

type Code = keyof typeof eventRefusals | (keyof typeof sharedRefusals & ('REQUIRED' | 'TOO_LONG' | 'INVALID'))

/** Everything wrong with a draft at once, or null. What its rule comes to is for `planSeries` to say. */
export function eventFaults(draft: EventDraft): Refusal<Code> | null {
  const { title, description, location, rrule, timeZone } = draft
  const texts = textFaults({ title: trimmed(title), description, location, rrule }, [
    { field: 'title', maximum: 255, isRequired: true },
    { field: 'description', maximum: 10_000 },
    { field: 'location', maximum: 255 },
    { field: 'rrule', maximum: 500 },
  ])
  const isZone = isTimeZone(timeZone)
  const zone = isZone ? [] : [fault('timeZone', 'This is not a time zone, such as Africa/Accra.')]
  return refuseAll<Code>([...texts, ...timeFaults(draft, isZone), ...zone, ...placeFaults(draft)])
}

/** A year beyond is a slip of the hand, and what is reckoned from it could leave the years that the database can tell. */
const years = { first: '1900-01-01T00:00:00Z', end: '2200-01-01T00:00:00Z' } as const

const yearFaults = (times: { readonly startsAt: Instant; readonly endsAt: Instant }): UserError<Code>[] =>
  Object.entries(times)
    .filter(([, instant]) => isBefore(instant, years.first) || !isBefore(instant, years.end))
    .map(([field]) => fault(field, 'An event takes place in the years from 1900 to 2199.'))

function timeFaults(draft: EventDraft, isZone: boolean): UserError<Code>[] {
  const { startsAt, endsAt, allDay, rrule, timeZone } = draft
  const beyond = yearFaults({ startsAt, endsAt })
  const faults = [...beyond]
  if (!isBefore(startsAt, endsAt)) faults.push(fault('endsAt', 'An event must end after it starts.'))
  if (!isZone || beyond.length > 0) return faults

  for (const [field, instant] of allDay ? Object.entries({ startsAt, endsAt }) : []) {
    if (instantAt(localDay(instant, timeZone), '00:00', timeZone) !== addSeconds(instant, 0)) {
      faults.push(fault(field, 'An event of whole days starts and ends at midnight in its time zone.'))
    }
  }
  if (rrule !== null && readRule(rrule, timeZone) === null) faults.push(unreadableRule)
  return faults
}

const maxDeadlineMinutes = 525_600
const maxCapacity = 1_000_000

function placeFaults(draft: EventDraft): UserError<Code>[] {
  const { visibility, ministryId, capacity, deadlineMinutes, registrationOpensAt, endsAt, rrule } = draft
  const faults: UserError<Code>[] = []
  if (visibility === 'MINISTRY' && ministryId === null) {
    faults.push({ ...fault('ministryId', 'Say which ministry it is for.'), code: 'REQUIRED' })
  }
  if (capacity !== null && (capacity < 1 || capacity > maxCapacity)) {
    faults.push(
      fault('capacity', `There must be one place at least, and ${maxCapacity} at most: none given is no limit.`),
    )
  }
  if (deadlineMinutes < 0 || deadlineMinutes > maxDeadlineMinutes) {
    faults.push(fault('deadlineMinutes', 'Registration ends at the start, or a year before it at most.'))
  }
  if (registrationOpensAt !== null && rrule === null && !isBefore(registrationOpensAt, endsAt)) {
    faults.push(fault('registrationOpensAt', 'Registration must open before the event ends.'))
  }
  return faults
}

const fault = (field: string, message: string): UserError<Code> => ({
  code: 'INVALID',
  message,
  path: [field],
  params: null,
})

/** What is said of a rule that cannot be read. */
const unreadableRule: UserError<'RECURRENCE_INVALID'> = {
  code: 'RECURRENCE_INVALID',
  message:
    'This is not a rule such as FREQ=WEEKLY;BYDAY=SU;COUNT=52: days, weeks, months or years, with INTERVAL, COUNT or UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and WKST.',
  path: ['rrule'],
  params: null,
}
