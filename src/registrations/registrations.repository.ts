import { sql } from 'kysely'
import type { OccurrenceKey } from '../events/index.js'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Registration } from './registration.js'

/** The columns of a registration, in the names of the API. */
export const registrationColumns = [
  'event_registration.id',
  'event_registration.event_id as eventId',
  'event_registration.occurrence_at as occurrenceAt',
  'event_registration.member_id as memberId',
  'event_registration.status',
  'event_registration.registered_by as registeredBy',
  'event_registration.guests',
  'event_registration.queue_no as queueNo',
  'event_registration.check_in_code as checkInCode',
  'event_registration.note',
  'event_registration.cancelled_at as cancelledAt',
  'event_registration.created_at as createdAt',
  'event_registration.updated_at as updatedAt',
] as const

const registrations = (db: Db) => db.selectFrom('event_registration').select(registrationColumns)

/** The registrations with these ids, in no order. */
export const registrationsById = (db: Db, ids: readonly string[]): Promise<Registration[]> =>
  registrations(db)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()

/** The one that counts of a member for an occurrence: not cancelled. Null when there is none. */
export async function registrationOf(
  db: Db,
  { eventId, occurrenceAt, memberId }: OccurrenceKey & { readonly memberId: string },
): Promise<Registration | null> {
  const found = await registrations(db)
    .where('event_id', '=', eventId)
    .where('occurrence_at', '=', occurrenceAt)
    .where('member_id', '=', memberId)
    .where('status', '<>', 'CANCELLED')
    .executeTakeFirst()
  return found ?? null
}

/** A registration that is about to be kept. */
export type NewRegistration = Pick<
  Registration,
  'id' | 'eventId' | 'occurrenceAt' | 'memberId' | 'status' | 'registeredBy' | 'guests' | 'checkInCode' | 'note'
> & { readonly now: Instant }

/** Keeps a registration, the last in the queue of its occurrence. Belongs under the lock of the event. */
export const addRegistration = (db: Db, added: NewRegistration): Promise<Registration> =>
  db
    .insertInto('event_registration')
    .values((eb) => ({
      ...{ id: added.id, status: added.status, guests: added.guests, note: added.note },
      ...{ event_id: added.eventId, occurrence_at: added.occurrenceAt, member_id: added.memberId },
      ...{ registered_by: added.registeredBy, check_in_code: added.checkInCode },
      ...{ created_at: added.now, updated_at: added.now },
      queue_no: eb
        .selectFrom('event_registration')
        .select(sql<string>`coalesce(max(queue_no), 0) + 1`.as('next'))
        .where('event_id', '=', added.eventId)
        .where('occurrence_at', '=', added.occurrenceAt),
    }))
    .returning(registrationColumns)
    .executeTakeFirstOrThrow()

/** Those who wait for a place at an occurrence, the next first. */
export const waitingFor = (db: Db, { eventId, occurrenceAt }: OccurrenceKey): Promise<Registration[]> =>
  registrations(db)
    .where('event_id', '=', eventId)
    .where('occurrence_at', '=', occurrenceAt)
    .where('status', '=', 'WAITLISTED')
    .orderBy('queue_no')
    .execute()

/** Moves registrations to another status; resolves to them. CANCELLED also keeps when, and whether the event was. */
export async function moveRegistrations(
  db: Db,
  ids: readonly string[],
  move: { readonly status: Registration['status']; readonly withEvent?: boolean; readonly now: Instant },
): Promise<readonly Registration[]> {
  const { status, withEvent = false, now } = move
  return db
    .updateTable('event_registration')
    .set({
      status,
      updated_at: now,
      cancelled_at: status === 'CANCELLED' ? now : null,
      cancelled_with_event: withEvent,
    })
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .returning(registrationColumns)
    .execute()
}
