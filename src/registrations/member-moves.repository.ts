import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Registration } from './registration.js'
import { registrationColumns } from './registrations.repository.js'

/** A member's places and queues at occurrences that have not started. */
export const comingOf = (db: Db, memberIds: readonly string[], now: Instant): Promise<Registration[]> =>
  db
    .selectFrom('event_registration')
    .innerJoin('event_occurrence', (join) =>
      join
        .onRef('event_occurrence.event_id', '=', 'event_registration.event_id')
        .onRef('event_occurrence.occurrence_at', '=', 'event_registration.occurrence_at'),
    )
    .select(registrationColumns)
    .where('event_registration.member_id', '=', sql<string>`any(${memberIds}::uuid[])`)
    .where('event_registration.status', 'in', ['REGISTERED', 'WAITLISTED'])
    .where('event_occurrence.starts_at', '>', now)
    .execute()

/** Takes what somebody wrote and answered out of their registrations. */
export async function forgetWords(db: Db, memberId: string): Promise<void> {
  await db
    .deleteFrom('event_answer')
    .where('registration_id', 'in', (eb) =>
      eb.selectFrom('event_registration').select('id').where('member_id', '=', memberId),
    )
    .execute()
  await db.updateTable('event_registration').set({ note: null }).where('member_id', '=', memberId).execute()
  await db.updateTable('attendance_record').set({ pickup_code: null }).where('member_id', '=', memberId).execute()
}

interface Merged {
  readonly fromId: string
  readonly intoId: string
}

/** What is worth keeping of two registrations for the same, the first the most. */
const worth = sql`array['ATTENDED', 'REGISTERED', 'NO_SHOW', 'WAITLISTED']`

/**
 * Where both records registered for the same, the registration of the two that is worth less: who has a place keeps it,
 * of two alike that of the record that is kept stays, of two who wait the one that came first.
 */
export const doublesOf = (db: Db, { fromId, intoId }: Merged): Promise<Pick<Registration, 'id' | 'eventId'>[]> =>
  db
    .selectFrom('event_registration as gone')
    .innerJoin('event_registration as kept', (join) =>
      join
        .onRef('kept.event_id', '=', 'gone.event_id')
        .onRef('kept.occurrence_at', '=', 'gone.occurrence_at')
        .on('kept.member_id', '=', intoId)
        .on('kept.status', '<>', 'CANCELLED'),
    )
    .select([
      'gone.event_id as eventId',
      sql<string>`case
        when array_position(${worth}, gone.status) < array_position(${worth}, kept.status) then kept.id
        when gone.status = 'WAITLISTED' and kept.status = 'WAITLISTED' and gone.queue_no < kept.queue_no then kept.id
        else gone.id end`.as('id'),
    ])
    .where('gone.member_id', '=', fromId)
    .where('gone.status', '<>', 'CANCELLED')
    .execute()

/** Gives the registrations of one record to another. */
export async function moveToMember(db: Db, { fromId, intoId }: Merged): Promise<void> {
  await db.updateTable('event_registration').set({ member_id: intoId }).where('member_id', '=', fromId).execute()
}
