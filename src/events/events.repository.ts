import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Event, EventStatus } from './event.js'

/** The members who lead an event's ministry or assist in it. */
const leaderIds = sql<readonly string[]>`array(
  select guide.member_id from ministry_membership guide
  where guide.ministry_id = event.ministry_id and guide.status = 'ACTIVE' and guide.role in ('LEADER', 'ASSISTANT')
)`.as('leaderIds')

/** The columns that are the same for every occurrence of an event. */
export const seriesColumns = [
  'event.id',
  'event.description',
  'event.type',
  'event.visibility',
  'event.ministry_id as ministryId',
  'event.all_day as allDay',
  'event.time_zone as timeZone',
  'event.rrule',
  'event.series_ends_at as seriesEndsAt',
  'event.registration',
  'event.registration_opens_at as registrationOpensAt',
  'event.deadline_minutes as deadlineMinutes',
  'event.waitlist',
  'event.ical_sequence as icalSequence',
  'event.created_by as createdBy',
  'event.created_at as createdAt',
  'event.updated_at as updatedAt',
  'event.version',
  leaderIds,
] as const

/** The columns of an event, in the names of the API; of a series its first occurrence. */
export const eventColumns = [
  ...seriesColumns,
  'event.title',
  'event.status',
  'event.starts_at as startsAt',
  'event.ends_at as endsAt',
  'event.starts_at as occurrenceAt',
  'event.location',
  'event.capacity',
  'event.cancel_reason as cancelReason',
] as const

/** The events with these ids, in no order. */
export const eventsById = (db: Db, ids: readonly string[]): Promise<Event[]> =>
  db
    .selectFrom('event')
    .select(eventColumns)
    .where('event.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()

/**
 * One event, locked until the transaction ends, so that those who change it or register for it take turns; null when
 * there is none. Read in a statement of its own after the lock, so that it shows what was decided during the wait.
 */
export async function lockEvent(db: Db, id: string): Promise<Event | null> {
  await db.selectFrom('event').select('id').where('id', '=', id).forUpdate().execute()
  const [event] = await eventsById(db, [id])
  return event ?? null
}

/** Moves an event to another status and raises its version. */
export async function setEventStatus(
  db: Db,
  id: string,
  { status, now }: { readonly status: EventStatus; readonly now: Instant },
): Promise<void> {
  await db
    .updateTable('event')
    .set((eb) => ({ status, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
