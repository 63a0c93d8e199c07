import type { OccurrenceKey } from '../events/index.js'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { RegistrationStatus } from './registration.js'

/** An occurrence that somebody registered for. */
export interface RegisteredTime extends OccurrenceKey {
  readonly status: RegistrationStatus
  /** When it was last changed. */
  readonly updatedAt: Instant
}

/** The most that one calendar has. */
const mostTimes = 2000

/** What a member registered for that was not over at `since`, the last first; what was cancelled is left out. */
export const registeredTimes = (
  db: Db,
  { memberId, since }: { readonly memberId: string; readonly since: Instant },
): Promise<RegisteredTime[]> =>
  db
    .selectFrom('event_registration')
    .innerJoin('event_occurrence', (join) =>
      join
        .onRef('event_occurrence.event_id', '=', 'event_registration.event_id')
        .onRef('event_occurrence.occurrence_at', '=', 'event_registration.occurrence_at'),
    )
    .select(['event_registration.event_id as eventId', 'event_registration.occurrence_at as occurrenceAt'])
    .select(['event_registration.status', 'event_registration.updated_at as updatedAt'])
    .where('event_registration.member_id', '=', memberId)
    .where('event_registration.status', '<>', 'CANCELLED')
    .where('event_occurrence.ends_at', '>', since)
    .orderBy('event_occurrence.starts_at', 'desc')
    .orderBy('event_registration.id')
    .limit(mostTimes)
    .execute()
