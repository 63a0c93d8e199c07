import { sql } from 'kysely'
import type { Clock } from '../platform/clock.js'
import type { Db } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'

/** Takes every role from a user. */
export async function takeRoles(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('user_role').where('user_id', '=', userId).execute()
}

/** Gives roles to a user; returns how many are new. Those held already, and those that exist no more, change nothing. */
export async function giveRoles(
  db: Db,
  clock: Clock,
  { userId, roleIds }: { readonly userId: string; readonly roleIds: readonly string[] },
): Promise<number> {
  const ids = roleIds.map(() => newId(clock))
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('user_role')
    .columns(['id', 'user_id', 'role_id'])
    .expression((eb) =>
      eb
        .selectFrom(
          sql<{ id: string; role_id: string }>`unnest(${ids}::uuid[], ${[...roleIds]}::uuid[])`.as<'given'>(
            sql`given(id, role_id)`,
          ),
        )
        .innerJoin('role', 'role.id', 'given.role_id')
        .select(['given.id', eb.val(userId).$castTo<string>().as('user_id'), 'role.id as role_id']),
    )
    .onConflict((conflict) => conflict.columns(['user_id', 'role_id']).doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows)
}
