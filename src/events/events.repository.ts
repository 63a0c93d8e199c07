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

/** A draft that is about to be kept. */
export type NewEvent = EventDraft & { readonly id: string; readonly createdBy: string }

/** Adds an event, SCHEDULED. */
export const addEvent = (db: Db, event: NewEvent): Promise<Event> =>
  db.insertInto('event').values(newRow(event)).returning(eventColumns).executeTakeFirstOrThrow()

/** Adds events, SCHEDULED, thousands at most, in one statement; returns them in their order. Nothing is announced. */
export async function addEvents(db: Db, events: readonly NewEvent[]): Promise<readonly Event[]> {
  if (events.length === 0) return []
  return db.insertInto('event').values(events.map(newRow)).returning(eventColumns).execute()
}

const newRow = ({ id, title, description, type, location, startsAt, endsAt, timeZone, createdBy }: NewEvent) => ({
  ...{ id, title, description, type, location },
  starts_at: startsAt,
  ends_at: endsAt,
  time_zone: timeZone,
  created_by: createdBy,
})
