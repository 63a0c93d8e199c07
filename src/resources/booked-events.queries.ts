import { sql } from 'kysely'
import { type Event, joinOccurrences, occurrenceColumns, seriesColumns } from '../events/index.js'
import type { Db } from '../platform/db/handles.js'

/** The occurrence that a booking is for. */
export interface BookedEvent extends Event {
  readonly bookingId: string
}

/** What these bookings are for, in no order; an occurrence that there is no more is left out. */
export const bookedEvents = (db: Db, bookingIds: readonly string[]): Promise<BookedEvent[]> =>
  joinOccurrences(db)
    .innerJoin('booking', (join) =>
      join
        .onRef('booking.event_id', '=', 'event_occurrence.event_id')
        .onRef('booking.occurrence_at', '=', 'event_occurrence.occurrence_at'),
    )
    .select(seriesColumns)
    .select(occurrenceColumns)
    .select('booking.id as bookingId')
    .where('booking.id', '=', sql<string>`any(${bookingIds}::uuid[])`)
    .execute()
