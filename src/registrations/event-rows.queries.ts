import { type RawBuilder, sql } from 'kysely'
import { type EventFilter, type EventReach, wantedOccurrences } from '../events/index.js'
import type { Db } from '../platform/db/handles.js'
import { inBatches, type TextRow } from '../platform/db/long-reading.js'

/** By the clock of the church; whole days by that of their own zone, whose midnights they begin and end at. */
const moment = (column: string, timeZone: string) =>
  sql`to_char(${sql.ref(column)} at time zone case when event.all_day then event.time_zone else ${timeZone} end,
    'YYYY-MM-DD HH24:MI:SS')`

/** What a row of texts can hold of an occurrence; `attendees` are the places taken, guests included. */
const eventTexts = {
  title: () => sql`coalesce(event_exception.title, event.title)`,
  description: () => sql.ref('event.description'),
  startsAt: (timeZone) => moment('event_occurrence.starts_at', timeZone),
  endsAt: (timeZone) => moment('event_occurrence.ends_at', timeZone),
  location: () => sql`coalesce(event_exception.location, event.location)`,
  type: () => sql.ref('event.type'),
  capacity: () => sql`coalesce(event_exception.capacity, event.capacity)`,
  attendees: () => sql`(
    select coalesce(sum(1 + taken.guests), 0) from event_registration as taken
    where taken.event_id = event_occurrence.event_id and taken.occurrence_at = event_occurrence.occurrence_at
      and taken.status in ('REGISTERED', 'ATTENDED'))`,
  recurring: () => sql`case when event.rrule is null then 'No' else 'Yes' end`,
  pattern: () => sql.ref('event.rrule'),
} as const satisfies Readonly<Record<string, (timeZone: string) => RawBuilder<unknown>>>

/** One of `eventTexts`. */
export type EventText = keyof typeof eventTexts

/** Which rows of occurrences are wanted, and what of them. */
interface WantedEventRows {
  readonly filter: EventFilter
  readonly columns: readonly EventText[]
  /** Of the church: moments are told in it. */
  readonly timeZone: string
}

/** The occurrences that the list would show within `reach`, by start; `db` is that of a long reading. */
export const eventRows = (
  db: Db,
  reach: EventReach,
  { filter, columns, timeZone }: WantedEventRows,
): Promise<AsyncIterable<readonly TextRow[]>> =>
  inBatches(
    db,
    wantedOccurrences(db, reach, filter)
      .select(columns.map((column) => eventTexts[column](timeZone).as(column)))
      .orderBy('event_occurrence.starts_at')
      .orderBy('event_occurrence.event_id')
      .orderBy('event_occurrence.occurrence_at'),
  )
