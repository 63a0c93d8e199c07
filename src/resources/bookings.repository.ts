import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Booking, NewBooking } from './booking.js'

/** The columns of a booking, in the names of the API. */
export const bookingColumns = [
  'booking.id',
  'booking.resource_id as resourceId',
  'booking.event_id as eventId',
  'booking.occurrence_at as occurrenceAt',
  'booking.seconds_before as secondsBefore',
  'booking.seconds_after as secondsAfter',
  'booking.starts_at as startsAt',
  'booking.ends_at as endsAt',
  'booking.booked_by as bookedBy',
  'booking.cancelled_at as cancelledAt',
  'booking.created_at as createdAt',
] as const

/**
 * Adds bookings in one statement, but for those that the constraint `booking_one_at_a_time` refuses; resolves to those
 * added. Waits for whoever is about to book the same.
 */
export async function addBookings(db: Db, bookings: readonly NewBooking[]): Promise<Booking[]> {
  if (bookings.length === 0) return []
  const column = <Key extends keyof NewBooking>(key: Key) => bookings.map((booking) => booking[key])
  return db
    .insertInto('booking')
    .columns([
      ...(['id', 'resource_id', 'event_id', 'occurrence_at', 'seconds_before', 'seconds_after'] as const),
      ...(['starts_at', 'ends_at', 'booked_by', 'created_at'] as const),
    ])
    .expression(
      sql`select * from unnest(
        ${column('id')}::uuid[], ${column('resourceId')}::uuid[], ${column('eventId')}::uuid[],
        ${column('occurrenceAt')}::timestamptz[], ${column('secondsBefore')}::integer[],
        ${column('secondsAfter')}::integer[], ${column('startsAt')}::timestamptz[], ${column('endsAt')}::timestamptz[],
        ${column('bookedBy')}::uuid[], ${column('createdAt')}::timestamptz[])`,
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(bookingColumns)
    .execute()
}

/** One booking; null when there is none. */
export async function findBooking(db: Db, id: string): Promise<Booking | null> {
  const found = await db.selectFrom('booking').select(bookingColumns).where('id', '=', id).executeTakeFirst()
  return found ?? null
}

/**
 * What stands in the way of one of these bookings, the first of it; null when it is only they themselves. What is not
 * committed yet is not seen.
 */
export async function firstInTheWay(db: Db, wanted: readonly NewBooking[]): Promise<Booking | null> {
  const ids = wanted.map(({ id }) => id)
  const found = await db
    .selectFrom('booking')
    .select(bookingColumns)
    .where('cancelled_at', 'is', null)
    .where('id', '<>', sql<string>`all(${ids}::uuid[])`)
    .where(
      sql<boolean>`exists (
        select from unnest(
          ${wanted.map(({ resourceId }) => resourceId)}::uuid[], ${wanted.map(({ startsAt }) => startsAt)}::timestamptz[],
          ${wanted.map(({ endsAt }) => endsAt)}::timestamptz[]
        ) as wanted(resource_id, starts_at, ends_at)
        where booking.resource_id = wanted.resource_id and booking.during && tstzrange(wanted.starts_at, wanted.ends_at))`,
    )
    .orderBy('starts_at')
    .limit(1)
    .executeTakeFirst()
  return found ?? null
}

/** How many bookings of a resource are not over yet. */
export async function countComing(db: Db, resourceId: string, now: Instant): Promise<number> {
  const { count } = await db
    .selectFrom('booking')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('resource_id', '=', resourceId)
    .where('cancelled_at', 'is', null)
    .where('ends_at', '>', now)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Frees what one booking holds, and with `withLater` what later ones of its resource for the same event do. */
export const cancelBookings = (
  db: Db,
  { id, eventId, resourceId, startsAt }: Booking,
  { now, withLater }: { readonly now: Instant; readonly withLater: boolean },
): Promise<Booking[]> =>
  db
    .updateTable('booking')
    .set({ cancelled_at: now, updated_at: now })
    .where('cancelled_at', 'is', null)
    .where((eb) =>
      withLater
        ? eb.and([
            eb('event_id', '=', eventId),
            eb('resource_id', '=', resourceId),
            eb('starts_at', '>=', startsAt),
            eb('ends_at', '>', now),
          ])
        : eb('id', '=', id),
    )
    .returning(bookingColumns)
    .execute()
