import type { Db } from '../platform/db/handles.js'

/** Whether this member may come into anything new: on the roll, neither archived, transferred, dead nor erased. */
export async function isOnRoll(db: Db, memberId: string): Promise<boolean> {
  const member = await db
    .selectFrom('member')
    .select('id')
    .where('id', '=', memberId)
    .where('archived_at', 'is', null)
    .where('status', 'not in', ['DECEASED', 'ERASED', 'TRANSFERRED'])
    .executeTakeFirst()
  return member !== undefined
}
