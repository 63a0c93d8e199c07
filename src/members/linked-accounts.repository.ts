import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import { memberColumns } from './member-columns.js'
import type { Member } from './member.js'

/** The members that these accounts are linked to, in no order. */
export const membersByUser = (db: Db, userIds: readonly string[]): Promise<Member[]> =>
  db
    .selectFrom('member')
    .select(memberColumns)
    .where('member.user_id', '=', sql<string>`any(${userIds}::uuid[])`)
    .execute()

/** Links an account to a member, who may have only one. */
export async function linkUser(db: Db, memberId: string, userId: string): Promise<void> {
  await db.updateTable('member').set({ user_id: userId }).where('id', '=', memberId).execute()
}

/** Makes an account nobody's. */
export async function unlinkAccount(db: Db, userId: string): Promise<void> {
  await db.updateTable('member').set({ user_id: null }).where('user_id', '=', userId).execute()
}

/** Links an account to a member who has none; false when somebody else is linked, or the account has a member. */
export async function linkFreeMember(db: Db, memberId: string, userId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('member')
    .set({ user_id: userId })
    .where('id', '=', memberId)
    .where('user_id', 'is', null)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('member as other').select('other.id').where('other.user_id', '=', userId))),
    )
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
