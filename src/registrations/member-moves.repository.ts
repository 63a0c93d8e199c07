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

/** Cancels what one record registered for and the other, too. */
export async function cancelDoubles(
  db: Db,
  { fromId, intoId, now }: Merged & { readonly now: Instant },
): Promise<void> {
  await db
    .updateTable('event_registration')
    .set({ status: 'CANCELLED', cancelled_at: now, updated_at: now })
    .where('member_id', '=', fromId)
    .where('status', '<>', 'CANCELLED')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('event_registration as kept')
          .select(sql`1`.as('one'))
          .whereRef('kept.event_id', '=', 'event_registration.event_id')
          .whereRef('kept.occurrence_at', '=', 'event_registration.occurrence_at')
          .where('kept.member_id', '=', intoId)
          .where('kept.status', '<>', 'CANCELLED'),
      ),
    )
    .execute()
}

/** Gives the registrations of one record to another. */
export async function moveToMember(db: Db, { fromId, intoId }: Merged): Promise<void> {
  await db.updateTable('event_registration').set({ member_id: intoId }).where('member_id', '=', fromId).execute()
}
