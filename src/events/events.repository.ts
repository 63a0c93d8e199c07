import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Event, EventDraft } from './event.js'

/** The columns of an event, in the names of the API. */
export const eventColumns = [
  'event.id',
  'event.title',
  'event.description',
  'event.type',
  'event.status',
  'event.starts_at as startsAt',
  'event.ends_at as endsAt',
  'event.time_zone as timeZone',
  'event.location',
  'event.created_by as createdBy',
  'event.created_at as createdAt',
  'event.updated_at as updatedAt',
  'event.version',
] as const

/** The events with these ids, in no order. */
export const eventsById = (db: Db, ids: readonly string[]): Promise<Event[]> =>
  db
    .selectFrom('event')
    .select(eventColumns)
    .where('event.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()

/** Adds an event, SCHEDULED. */
export async function addEvent(
  db: Db,
  event: EventDraft & { readonly id: string; readonly createdBy: string },
): Promise<Event> {
  const { id, title, description, type, location } = event
  return db
    .insertInto('event')
    .values({
      ...{ id, title, description, type, location },
      starts_at: event.startsAt,
      ends_at: event.endsAt,
      time_zone: event.timeZone,
      created_by: event.createdBy,
    })
    .returning(eventColumns)
    .executeTakeFirstOrThrow()
}
