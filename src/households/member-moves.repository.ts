import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { LocalDate } from '../platform/instant.js'

/**
 * Lets members live in no household from this day on; of each household that loses its HEAD the SPOUSE, or who came first of
 * those who are left, becomes HEAD.
 */
export async function endStays(db: Db, memberIds: readonly string[], day: LocalDate): Promise<void> {
  const ended = await db
    .updateTable('household_member')
    .set({ until_on: day, updated_at: sql`now()` })
    .where('member_id', '=', sql<string>`any(${memberIds}::uuid[])`)
    .where('until_on', 'is', null)
    .returning(['household_id as householdId', 'relation'])
    .execute()
  const headless = ended.flatMap(({ householdId, relation }) => (relation === 'HEAD' ? [householdId] : []))
  if (headless.length === 0) return
  await sql`update household_member set relation = 'HEAD', updated_at = now() where id in (
    select heir.id from unnest(${headless}::uuid[]) home cross join lateral (
      select id from household_member where household_id = home and until_on is null
      order by array_position(array['SPOUSE', 'OTHER', 'CHILD'], relation), from_on, id limit 1) heir)`.execute(db)
}

/** Whether a member lives in a household now. */
export async function hasStay(db: Db, memberId: string): Promise<boolean> {
  const row = await db
    .selectFrom('household_member')
    .select('id')
    .where('member_id', '=', memberId)
    .where('until_on', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Makes every stay of one member that of another. */
export async function moveStays(db: Db, fromId: string, intoId: string): Promise<void> {
  await db.updateTable('household_member').set({ member_id: intoId }).where('member_id', '=', fromId).execute()
}
