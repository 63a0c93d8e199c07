import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { NewBooking } from './booking.js'

/** Which occurrences go by another start from now on, and perhaps belong to another event. */
export interface MovedOccurrences {
  readonly fromId: string
  readonly intoId: string
  readonly moves: readonly { readonly from: Instant; readonly to: Instant }[]
}

/** The resources that are kept for an event, and not over. */
export async function resourcesKeptFor(db: Db, eventId: string, now: Instant): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('booking')
    .select('resource_id as resourceId')
    .distinct()
    .where('event_id', '=', eventId)
    .where('cancelled_at', 'is', null)
    .where('ends_at', '>', now)
    .execute()
  return rows.map(({ resourceId }) => resourceId)
}

/** The bookings that are not over and no longer fit their occurrences, each as it must be to fit again. */
export const misfits = (db: Db, { fromId, intoId, moves }: MovedOccurrences, now: Instant): Promise<NewBooking[]> => {
  const before = moves.map(({ from }) => from)
  const later = moves.map(({ to }) => to)
  const startsAt = sql<Instant>`event_occurrence.starts_at - make_interval(secs => booking.seconds_before)`
  const endsAt = sql<Instant>`event_occurrence.ends_at + make_interval(secs => booking.seconds_after)`
  return db
    .selectFrom('booking')
    .innerJoin(
      sql<{ before: Instant; later: Instant }>`unnest(${before}::timestamptz[], ${later}::timestamptz[])`.as<'move'>(
        sql`move(before, later)`,
      ),
      (join) => join.onRef('move.before', '=', 'booking.occurrence_at'),
    )
    .innerJoin('event_occurrence', (join) =>
      join.on('event_occurrence.event_id', '=', intoId).onRef('event_occurrence.occurrence_at', '=', 'move.later'),
    )
    .select(['booking.id', 'booking.resource_id as resourceId', 'event_occurrence.event_id as eventId'])
    .select(['event_occurrence.occurrence_at as occurrenceAt', startsAt.as('startsAt'), endsAt.as('endsAt')])
    .select(['booking.seconds_before as secondsBefore', 'booking.seconds_after as secondsAfter'])
    .select(['booking.booked_by as bookedBy', 'booking.created_at as createdAt'])
    .where('booking.event_id', '=', fromId)
    .where('booking.cancelled_at', 'is', null)
    .where('booking.ends_at', '>', now)
    .where(
      sql<boolean>`(booking.event_id, booking.occurrence_at, booking.starts_at, booking.ends_at)
        is distinct from (event_occurrence.event_id, event_occurrence.occurrence_at, ${startsAt}, ${endsAt})`,
    )
    .execute()
}

/** Takes bookings out, to be put in again elsewhere: one by one they would be in each other's way. */
export async function takeOut(db: Db, ids: readonly string[]): Promise<void> {
  await db
    .deleteFrom('booking')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
}

/** Frees what is kept for these occurrences of an event. */
export async function freeOccurrences(
  db: Db,
  { eventId, occurrences }: { readonly eventId: string; readonly occurrences: readonly Instant[] },
  now: Instant,
): Promise<void> {
  await db
    .updateTable('booking')
    .set({ cancelled_at: now, updated_at: now })
    .where('event_id', '=', eventId)
    .where('occurrence_at', '=', sql<Instant>`any(${[...occurrences]}::timestamptz[])`)
    .where('cancelled_at', 'is', null)
    .execute()
}
