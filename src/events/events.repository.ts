import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Event, EventDraft, EventStatus } from './event.js'

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

/** Moves an event to another status, raises its version and what calendar programs compare. */
export async function setEventStatus(
  db: Db,
  id: string,
  change: { readonly status: EventStatus; readonly cancelReason?: string | null; readonly now: Instant },
): Promise<void> {
  const { status, cancelReason = null, now } = change
  await touch(db, id, now).set({ status, cancel_reason: cancelReason }).execute()
  await tellOccurrences(db, id)
}

/** Raises the version of an event, and what calendar programs compare: something about one occurrence has changed. */
export async function touchEvent(db: Db, id: string, now: Instant): Promise<void> {
  await touch(db, id, now).execute()
}

/** Lets a series end when its last occurrence does, after single ones were moved or added. */
export async function settleSeriesEnd(db: Db, id: string): Promise<void> {
  await db
    .updateTable('event')
    .set((eb) => ({
      series_ends_at: eb
        .selectFrom('event_occurrence')
        .select((eb) => eb.fn.max('event_occurrence.ends_at').as('last'))
        .where('event_occurrence.event_id', '=', id),
    }))
    .where('id', '=', id)
    .where('rrule', 'is not', null)
    .execute()
}

/** Writes what people fill in about an event. */
export async function rewriteEvent(
  db: Db,
  id: string,
  change: { readonly draft: EventDraft; readonly seriesEndsAt: Instant | null; readonly now: Instant },
): Promise<void> {
  const { draft, seriesEndsAt, now } = change
  await touch(db, id, now)
    .set({ ...draftRow(draft), series_ends_at: seriesEndsAt })
    .execute()
  await tellOccurrences(db, id)
}

/** Lets the occurrences of an event be found by what it is now. */
async function tellOccurrences(db: Db, id: string): Promise<void> {
  await db
    .updateTable('event_occurrence')
    .from('event')
    .set((eb) => ({
      type: eb.ref('event.type'),
      visibility: eb.ref('event.visibility'),
      ministry_id: eb.ref('event.ministry_id'),
      is_draft: sql<boolean>`event.status = 'DRAFT'`,
    }))
    .where('event.id', '=', id)
    .whereRef('event_occurrence.event_id', '=', 'event.id')
    .where(
      sql<boolean>`(event_occurrence.type, event_occurrence.visibility, event_occurrence.ministry_id, event_occurrence.is_draft)
        is distinct from (event.type, event.visibility, event.ministry_id, event.status = 'DRAFT')`,
    )
    .execute()
}

const touch = (db: Db, id: string, now: Instant) =>
  db
    .updateTable('event')
    .set((eb) => ({
      updated_at: now,
      version: eb('version', '+', 1),
      ical_sequence: eb('ical_sequence', '+', 1),
    }))
    .where('id', '=', id)

/** Deletes an event and its occurrences. Throws when something else still refers to it. */
export async function removeEvent(db: Db, id: string): Promise<void> {
  await db.deleteFrom('event').where('id', '=', id).execute()
}

/** The columns of what people fill in. */
export const draftRow = ({
  title,
  description,
  type,
  location,
  visibility,
  rrule,
  registration,
  ...draft
}: EventDraft) => ({
  ...{ title, description, type, location, visibility, rrule, registration },
  ...{ capacity: draft.capacity, waitlist: draft.waitlist },
  ministry_id: draft.ministryId,
  starts_at: draft.startsAt,
  ends_at: draft.endsAt,
  all_day: draft.allDay,
  time_zone: draft.timeZone,
  registration_opens_at: draft.registrationOpensAt,
  deadline_minutes: draft.deadlineMinutes,
})
