import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** One time that an event takes place, as far as a booking must know. */
export interface Occurring {
  readonly occurrenceAt: Instant
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** The occurrences of an event that were not called off and are not over, the next first. */
export const comingOccurrences = (db: Db, eventId: string, now: Instant): Promise<Occurring[]> =>
  db
    .selectFrom('event_occurrence')
    .select(['occurrence_at as occurrenceAt', 'starts_at as startsAt', 'ends_at as endsAt'])
    .where('event_id', '=', eventId)
    .where('is_cancelled', '=', false)
    .where('ends_at', '>', now)
    .orderBy('starts_at')
    .orderBy('occurrence_at')
    .execute()
