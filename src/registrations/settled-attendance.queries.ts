import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { SomeOccurrences } from './event-moves.repository.js'

/**
 * The first of these occurrences of which anything is settled: who came, who did not, or how many there were; null when
 * nothing is of any. Exact under the lock of the event.
 */
export async function firstSettled(db: Db, { eventId, occurrences }: SomeOccurrences): Promise<Instant | null> {
  if (occurrences.length === 0) return null
  const found = await db
    .selectFrom(sql<{ at: Instant }>`unnest(${[...occurrences]}::timestamptz[])`.as<'wanted'>(sql`wanted(at)`))
    .select('wanted.at')
    .where((eb) =>
      eb.or([
        eb.exists(
          eb
            .selectFrom('event_registration')
            .select('id')
            .where('event_id', '=', eventId)
            .whereRef('occurrence_at', '=', 'wanted.at')
            .where('status', 'in', ['ATTENDED', 'NO_SHOW']),
        ),
        eb.exists(
          eb
            .selectFrom('attendance_record')
            .select('id')
            .where('event_id', '=', eventId)
            .whereRef('occurrence_at', '=', 'wanted.at'),
        ),
        eb.exists(
          eb
            .selectFrom('attendance_count')
            .select('id')
            .where('event_id', '=', eventId)
            .whereRef('occurrence_at', '=', 'wanted.at'),
        ),
      ]),
    )
    .orderBy('wanted.at')
    .executeTakeFirst()
  return found?.at ?? null
}
