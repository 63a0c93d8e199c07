import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { LocalDate } from '../platform/instant.js'

/** Lets a member live in no household from this day on; when the HEAD goes, the SPOUSE or who came first becomes HEAD. */
export async function endStay(db: Db, memberId: string, day: LocalDate): Promise<void> {
  const ended = await db
    .updateTable('household_member')
    .set({ until_on: day, updated_at: sql`now()` })
    .where('member_id', '=', memberId)
    .where('until_on', 'is', null)
    .returning(['household_id as householdId', 'relation'])
    .executeTakeFirst()
  if (ended?.relation !== 'HEAD') return
  await sql`update household_member set relation = 'HEAD', updated_at = now() where id = (
    select id from household_member where household_id = ${ended.householdId} and until_on is null
    order by array_position(array['SPOUSE', 'OTHER', 'CHILD'], relation), from_on, id limit 1)`.execute(db)
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
