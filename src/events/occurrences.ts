import { addSeconds, type Instant, isBefore, toEpochMilliseconds } from '../platform/instant.js'
import { refuse, refuseAll, type Refusal } from '../platform/refusal.js'
import type { Event, EventDraft } from './event.js'
import { endOfYears, type Expansion, expandRule, maxOccurrences, type SeriesFault } from './recurrence.js'
import { endAfter, expandDays } from './whole-days.js'

/** What somebody decided about one occurrence of a series. */
export interface EventException {
  /** When the occurrence starts by the rule; of an ADDED one, when it was first put in. */
  readonly originalAt: Instant
  readonly kind: 'CANCELLED' | 'CHANGED' | 'ADDED'
  /** Whether somebody put the occurrence in: the rule does not give it, also once it is changed or called off. */
  readonly isAdded: boolean
  readonly startsAt: Instant | null
  readonly endsAt: Instant | null
  readonly title: string | null
  readonly location: string | null
  readonly capacity: number | null
  /** Why it was called off. */
  readonly cancelReason: string | null
}

/** One time that an event takes place. */
export interface Occurrence {
  /** The original start: what registrations know it by, even when it is moved. */
  readonly occurrenceAt: Instant
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly isCancelled: boolean
  readonly title: string
  readonly location: string | null
  readonly capacity: number | null
}

/** From when until when; an occurrence that touches it belongs to it. Null for no bound. */
export interface Window {
  readonly from: Instant | null
  readonly to: Instant | null
}

/** What must be known of an event to say when it takes place. */
export type Repeating = Pick<
  EventDraft,
  'startsAt' | 'endsAt' | 'timeZone' | 'rrule' | 'title' | 'location' | 'capacity'
> &
  Partial<Pick<Event, 'allDay' | 'status'>>

/**
 * The occurrences of an event that touch the window, by start: what its rule gives, and what its exceptions make of
 * that. All of an event that is CANCELLED are. A rule that is refused today gives nothing.
 */
export function occurrencesOf(
  event: Repeating,
  exceptions: readonly EventException[],
  window: Window,
): readonly Occurrence[] {
  const expansion = expand(event)
  return 'starts' in expansion ? overlay(event, exceptions, { ...window, starts: expansion.starts }) : []
}

/** The occurrence that originally started at `originalAt`; null when the event has none. */
export const occurrenceAt = (
  event: Repeating,
  exceptions: readonly EventException[],
  originalAt: Instant,
): Occurrence | null =>
  occurrencesOf(event, exceptions, { from: null, to: null }).find(
    (found) => toEpochMilliseconds(found.occurrenceAt) === toEpochMilliseconds(originalAt),
  ) ?? null

function expand({ rrule, startsAt, timeZone, allDay }: Repeating): Expansion {
  if (rrule === null) return { starts: [addSeconds(startsAt, 0)] }
  return allDay ? expandDays(rrule, startsAt, timeZone) : expandRule(rrule, startsAt, timeZone)
}

function overlay(
  event: Repeating,
  exceptions: readonly EventException[],
  { starts, from, to }: Window & { readonly starts: readonly Instant[] },
): readonly Occurrence[] {
  const changes = new Map(exceptions.map((exception) => [toEpochMilliseconds(exception.originalAt), exception]))
  const added = exceptions.filter(({ isAdded }) => isAdded).map(({ originalAt }) => originalAt)
  return [...starts, ...added]
    .map((start) => occurrence(event, start, changes.get(toEpochMilliseconds(start))))
    .filter(({ startsAt, endsAt }) => (!from || isBefore(from, endsAt)) && (!to || isBefore(startsAt, to)))
    .toSorted((a, b) => toEpochMilliseconds(a.startsAt) - toEpochMilliseconds(b.startsAt))
}

const occurrence = (event: Repeating, start: Instant, exception: EventException | undefined): Occurrence => ({
  occurrenceAt: start,
  startsAt: exception?.startsAt ?? start,
  endsAt: exception?.endsAt ?? endAfter(start, event),
  isCancelled: event.status === 'CANCELLED' || exception?.kind === 'CANCELLED',
  title: exception?.title ?? event.title,
  location: exception?.location ?? event.location,
  capacity: exception?.capacity ?? event.capacity,
})

/** The original starts of an event by its rule alone, in order. */
export const startsOf = (event: Repeating): readonly Instant[] => {
  const expansion = expand(event)
  return 'starts' in expansion ? expansion.starts : []
}

/** When a draft would take place, and when that is over. */
export interface Series {
  readonly occurrences: readonly Occurrence[]
  /** Null for an event that takes place once. */
  readonly seriesEndsAt: Instant | null
}

/**
 * Every occurrence of a draft without faults, those included that were added to its rule. Refuses RECURRENCE_INVALID and
 * SERIES_TOO_LONG.
 */
export function planSeries(
  draft: EventDraft,
  exceptions: readonly EventException[] = [],
): Series | Refusal<'RECURRENCE_INVALID' | 'SERIES_TOO_LONG'> {
  const expansion = expand(draft)
  if ('fault' in expansion) return seriesFault(expansion.fault)
  const occurrences = overlay(draft, exceptions, { from: null, to: null, starts: expansion.starts })
  if (occurrences.length > maxOccurrences || exceptions.some((one) => isAddedTooLate(draft, one)))
    return tooLong('rrule')
  return { occurrences, seriesEndsAt: draft.rrule === null ? null : lastEnd(occurrences) }
}

const lastEnd = (occurrences: readonly Occurrence[]): Instant =>
  occurrences.map(({ endsAt }) => endsAt).reduce((last, end) => (isBefore(last, end) ? end : last))

function seriesFault(fault: SeriesFault): Refusal<'RECURRENCE_INVALID' | 'SERIES_TOO_LONG'> {
  if (fault === 'starts on another day') {
    return refuse('RECURRENCE_INVALID', 'The event must start on a day that its rule names.', ['rrule'])
  }
  return tooLong('rrule')
}

const isAddedTooLate = ({ startsAt, timeZone }: EventDraft, { isAdded, originalAt }: EventException): boolean =>
  isAdded && isBefore(endOfYears(startsAt, timeZone), originalAt)

/** What is said of a series that lasts too long or takes place too often, because of this field. */
export function tooLong(field: string): Refusal<'SERIES_TOO_LONG'> {
  const message = `A series has an end (COUNT or UNTIL) within ten years, and takes place ${maxOccurrences} times at most.`
  const told = { code: 'SERIES_TOO_LONG' as const, message, path: [field], params: { maximum: maxOccurrences } }
  return refuseAll([told]) ?? refuse(told.code, message, told.path)
}
