import type { OccurrenceKey } from '../events/index.js'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { AttendanceRecord, Attendee } from './attendance.js'
import type { Registration } from './registration.js'
import { registrationColumns } from './registrations.repository.js'

/** The columns of a record of attendance, in the names of the API. */
export const attendanceColumns = [
  'attendance_record.id',
  'attendance_record.event_id as eventId',
  'attendance_record.occurrence_at as occurrenceAt',
  'attendance_record.member_id as memberId',
  'attendance_record.checked_in_at as checkedInAt',
  'attendance_record.checked_out_at as checkedOutAt',
  'attendance_record.recorded_by as recordedBy',
  'attendance_record.pickup_code as pickupCode',
] as const

/** The registration that a code for the door belongs to; null when there is none. */
export async function registrationByCode(db: Db, checkInCode: string): Promise<Registration | null> {
  const found = await db
    .selectFrom('event_registration')
    .select(registrationColumns)
    .where('check_in_code', '=', checkInCode)
    .executeTakeFirst()
  return found ?? null
}

/** The record of somebody's coming to an occurrence; null when they have not. */
export async function recordOf(
  db: Db,
  { eventId, occurrenceAt, memberId }: Attendee,
): Promise<AttendanceRecord | null> {
  const found = await db
    .selectFrom('attendance_record')
    .select(attendanceColumns)
    .where('event_id', '=', eventId)
    .where('occurrence_at', '=', occurrenceAt)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return found ?? null
}

/** Whether a child at this occurrence has this code already. */
export async function isPickupCodeTaken(
  db: Db,
  { eventId, occurrenceAt, pickupCode }: OccurrenceKey & { readonly pickupCode: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('attendance_record')
    .select('id')
    .where('event_id', '=', eventId)
    .where('occurrence_at', '=', occurrenceAt)
    .where('pickup_code', '=', pickupCode)
    .executeTakeFirst()
  return found !== undefined
}

/** Keeps that somebody came. Belongs under the lock of the event. */
export const addRecord = (db: Db, added: Omit<AttendanceRecord, 'checkedOutAt'>): Promise<AttendanceRecord> =>
  db
    .insertInto('attendance_record')
    .values({
      ...{ id: added.id, event_id: added.eventId, occurrence_at: added.occurrenceAt, member_id: added.memberId },
      ...{ checked_in_at: added.checkedInAt, recorded_by: added.recordedBy, pickup_code: added.pickupCode },
      ...{ created_at: added.checkedInAt, updated_at: added.checkedInAt },
    })
    .returning(attendanceColumns)
    .executeTakeFirstOrThrow()

/** Keeps when somebody who came has left; resolves to the record. Belongs under the lock of the event. */
export const endRecord = (
  db: Db,
  { eventId, occurrenceAt, memberId }: Attendee,
  { checkedOutAt, now }: { readonly checkedOutAt: Instant; readonly now: Instant },
): Promise<AttendanceRecord> =>
  db
    .updateTable('attendance_record')
    .set({ checked_out_at: checkedOutAt, updated_at: now })
    .where('event_id', '=', eventId)
    .where('occurrence_at', '=', occurrenceAt)
    .where('member_id', '=', memberId)
    .returning(attendanceColumns)
    .executeTakeFirstOrThrow()

/** Takes back that somebody came. */
export async function removeRecord(db: Db, { eventId, occurrenceAt, memberId }: Attendee): Promise<void> {
  await db
    .deleteFrom('attendance_record')
    .where('event_id', '=', eventId)
    .where('occurrence_at', '=', occurrenceAt)
    .where('member_id', '=', memberId)
    .execute()
}

/** Settles that whoever has a place at an occurrence and was not seen did not come; resolves to their registrations. */
export async function endUnseen(db: Db, { eventId, occurrenceAt }: OccurrenceKey, now: Instant): Promise<string[]> {
  const rows = await db
    .updateTable('event_registration')
    .set({ status: 'NO_SHOW', updated_at: now })
    .where('event_id', '=', eventId)
    .where('occurrence_at', '=', occurrenceAt)
    .where('status', '=', 'REGISTERED')
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
