import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Event, EventStatus } from './event.js'
import { seriesColumns } from './events.repository.js'
import type { Occurrence } from './occurrences.js'

/** When one event takes place. */
export type NewOccurrence = Pick<Occurrence, 'occurrenceAt' | 'startsAt' | 'endsAt' | 'isCancelled'> & {
  readonly eventId: string
}

/** Adds when events take place, in one statement; lists find them by what their events are. */
export async function addOccurrences(db: Db, occurrences: readonly NewOccurrence[]): Promise<void> {
  if (occurrences.length === 0) return
  const column = <Key extends keyof NewOccurrence>(key: Key) => occurrences.map((occurrence) => occurrence[key])
  await db
    .insertInto('event_occurrence')
    .columns([
      ...(['event_id', 'occurrence_at', 'starts_at', 'ends_at', 'is_cancelled'] as const),
      ...(['type', 'visibility', 'ministry_id', 'is_draft'] as const),
    ])
    .expression(
      sql`select added.*, event.type, event.visibility, event.ministry_id, event.status = 'DRAFT'
        from unnest(
          ${column('eventId')}::uuid[], ${column('occurrenceAt')}::timestamptz[], ${column('startsAt')}::timestamptz[],
          ${column('endsAt')}::timestamptz[], ${column('isCancelled')}::boolean[]
        ) as added(event_id, occurrence_at, starts_at, ends_at, is_cancelled)
        join event on event.id = added.event_id`,
    )
    .execute()
}

/** Every occurrence with its event, and with what was decided about it alone where somebody did. */
export const joinOccurrences = (db: Db) =>
  db
    .selectFrom('event_occurrence')
    .innerJoin('event', 'event.id', 'event_occurrence.event_id')
    .leftJoin('event_exception', (join) =>
      join
        .onRef('event_exception.event_id', '=', 'event_occurrence.event_id')
        .onRef('event_exception.original_at', '=', 'event_occurrence.occurrence_at'),
    )

/** The columns in which occurrences of a series may differ, in the names of an event's. */
export const occurrenceColumns = [
  'event_occurrence.occurrence_at as occurrenceAt',
  'event_occurrence.starts_at as startsAt',
  'event_occurrence.ends_at as endsAt',
  sql<EventStatus>`case when event_occurrence.is_cancelled then 'CANCELLED' else event.status end`.as('status'),
  sql<string>`coalesce(event_exception.title, event.title)`.as('title'),
  sql<string | null>`coalesce(event_exception.location, event.location)`.as('location'),
  sql<number | null>`coalesce(event_exception.capacity, event.capacity)`.as('capacity'),
  sql<string | null>`coalesce(event_exception.cancel_reason, event.cancel_reason)`.as('cancelReason'),
] as const

/** One occurrence of an event: by its original start. */
export interface OccurrenceKey {
  readonly eventId: string
  readonly occurrenceAt: Instant
}

/** An event as this occurrence of it shows it; null when there is none. */
export async function eventAtOccurrence(db: Db, { eventId, occurrenceAt }: OccurrenceKey): Promise<Event | null> {
  const found = await joinOccurrences(db)
    .select(seriesColumns)
    .select(occurrenceColumns)
    .where('event_occurrence.event_id', '=', eventId)
    .where('event_occurrence.occurrence_at', '=', occurrenceAt)
    .executeTakeFirst()
  return found ?? null
}

/** The occurrence of an event that starts at this moment and was not called off; null when there is none. */
export async function occurrenceStartingAt(db: Db, eventId: string, startsAt: Instant): Promise<Event | null> {
  const found = await joinOccurrences(db)
    .select(seriesColumns)
    .select(occurrenceColumns)
    .where('event_occurrence.event_id', '=', eventId)
    .where('event_occurrence.starts_at', '=', startsAt)
    .where('event_occurrence.is_cancelled', '=', false)
    .orderBy('event_occurrence.occurrence_at')
    .executeTakeFirst()
  return found ?? null
}

/** Takes away when an event takes place, to be written anew. */
export async function removeOccurrences(db: Db, eventId: string): Promise<void> {
  await db.deleteFrom('event_occurrence').where('event_id', '=', eventId).execute()
}

/** Moves one occurrence, or calls it off. */
export async function changeOccurrence(
  db: Db,
  { eventId, occurrenceAt }: OccurrenceKey,
  change: { readonly startsAt?: Instant; readonly endsAt?: Instant; readonly isCancelled?: boolean },
): Promise<void> {
  await db
    .updateTable('event_occurrence')
    .set({
      ...(change.startsAt && { starts_at: change.startsAt }),
      ...(change.endsAt && { ends_at: change.endsAt }),
      ...(change.isCancelled !== undefined && { is_cancelled: change.isCancelled }),
    })
    .where('event_id', '=', eventId)
    .where('occurrence_at', '=', occurrenceAt)
    .execute()
}

/** Calls off every occurrence of an event; resolves to the original starts of those that were not over at `now`. */
export async function cancelOccurrences(db: Db, eventId: string, now: Instant): Promise<readonly Instant[]> {
  const cancelled = await db
    .updateTable('event_occurrence')
    .set({ is_cancelled: true })
    .where('event_id', '=', eventId)
    .where('is_cancelled', '=', false)
    .returning(['occurrence_at as occurrenceAt', sql<boolean>`ends_at > ${now}`.as('isAhead')])
    .execute()
  return cancelled.filter(({ isAhead }) => isAhead).map(({ occurrenceAt }) => occurrenceAt)
}
