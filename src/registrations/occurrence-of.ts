import { type Event, eventAtOccurrence } from '../events/index.js'
import type { Needs } from '../platform/context.js'
import type { Instant } from '../platform/instant.js'
import { refuse, type Refusal } from '../platform/refusal.js'

/** The occurrence that is meant. Refuses REQUIRED when a series does not say which, NOT_FOUND when it has no such one. */
export async function occurrenceOf(
  { db }: Needs<never>,
  event: Event,
  at: Instant | null,
): Promise<Event | Refusal<'REQUIRED' | 'NOT_FOUND'>> {
  if (at === null && event.rrule !== null) {
    return refuse('REQUIRED', 'Say which occurrence of the series.', ['occurrenceAt'])
  }
  const occurrence = await eventAtOccurrence(db, { eventId: event.id, occurrenceAt: at ?? event.occurrenceAt })
  return occurrence ?? refuse('NOT_FOUND', 'The event has no such occurrence.', ['occurrenceAt'])
}
