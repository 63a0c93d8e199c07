import type { Db } from '../platform/db/handles.js'

/** The person on the church's roll that an account is linked to; null when it is linked to nobody. */
export async function memberOfUser(db: Db, userId: string): Promise<string | null> {
  const row = await db.selectFrom('member').select('id').where('user_id', '=', userId).executeTakeFirst()
  return row?.id ?? null
}
