import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** Applications that were rejected or withdrawn as long ago as this church keeps them. */
const isOver = (now: Instant) => sql<boolean>`status in ('REJECTED', 'WITHDRAWN')
  and coalesce(withdrawn_at, reviewed_at) <= ${now}::timestamptz
    - make_interval(months => (select application_retention_months from church_settings))`

/** Whether there is something for `eraseOldApplications` to do. */
export async function hasOldApplications(db: Db, now: Instant): Promise<boolean> {
  const one = await db.selectFrom('membership_application').select('id').where(isOver(now)).limit(1).executeTakeFirst()
  return one !== undefined
}

/** Removes them for good, up to `batch`; returns their ids. */
export async function removeOldApplications(db: Db, now: Instant, batch: number): Promise<readonly string[]> {
  const removed = await db
    .deleteFrom('membership_application')
    .where('id', 'in', (eb) =>
      eb.selectFrom('membership_application').select('id').where(isOver(now)).limit(batch).forUpdate().skipLocked(),
    )
    .returning('id')
    .execute()
  return removed.map(({ id }) => id)
}

/** Removes the applications that those of these members came with who were erased since. */
export async function removeApplicationsOf(db: Db, memberIds: readonly string[]): Promise<void> {
  await db
    .deleteFrom('membership_application')
    .where('member_id', '=', sql<string>`any(${memberIds}::uuid[])`)
    // Asked of each application: the index of who is ERASED would name everybody who ever was.
    .where(
      (eb) => eb.selectFrom('member').select('status').whereRef('member.id', '=', 'membership_application.member_id'),
      '=',
      'ERASED',
    )
    .execute()
}

/** Somebody as their own forms name them. */
export interface Applicant {
  readonly firstName: string
  readonly lastName: string
  readonly emails: readonly string[]
}

/**
 * Removes applications that somebody sent in vain before they came or beside it: those with one of their addresses and their
 * name. Another name at the same address is another person.
 */
export async function removeApplicationsAs(db: Db, { firstName, lastName, emails }: Applicant): Promise<void> {
  await db
    .deleteFrom('membership_application')
    .where('member_id', 'is', null)
    .where('email', '=', sql<string>`any(${[...emails]}::text[])`)
    .where(sql`lower(first_name)`, '=', firstName.toLowerCase())
    .where(sql`lower(last_name)`, '=', lastName.toLowerCase())
    .execute()
}

/** Makes the application of one member that of another, unless that one has come with one of their own. */
export async function moveApplication(db: Db, fromId: string, intoId: string): Promise<void> {
  await db
    .updateTable('membership_application')
    .set({ member_id: intoId })
    .where('member_id', '=', fromId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('membership_application as kept').select('kept.id').where('kept.member_id', '=', intoId),
        ),
      ),
    )
    .execute()
}
