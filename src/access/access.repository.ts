import { sql } from 'kysely'
import type { Clock } from '../platform/clock.js'
import type { Db } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import type { SystemRole } from './role.js'

/** A role held, as the system role it is or stands in for. */
export interface HeldRole {
  readonly userId: string
  readonly key: string | null
}

/** The roles that each of these users holds today. */
export async function rolesOf(db: Db, userIds: readonly string[]): Promise<readonly HeldRole[]> {
  return db
    .selectFrom('user_role')
    .innerJoin('role', 'role.id', 'user_role.role_id')
    .select((eb) => ['user_role.user_id as userId', eb.fn.coalesce('role.key', 'role.based_on').as('key')])
    .where('user_role.user_id', '=', sql<string>`any(${userIds}::uuid[])`)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', sql<string>`now()`)]))
    .execute()
}

/** Gives a system role to a user; nothing happens when it is held already. */
export async function giveRole(db: Db, clock: Clock, held: { userId: string; role: SystemRole }): Promise<void> {
  await db
    .insertInto('user_role')
    .columns(['id', 'user_id', 'role_id'])
    .expression((eb) =>
      eb
        .selectFrom('role')
        .select([eb.val(newId(clock)).$castTo<string>().as('id'), eb.val(held.userId).as('user_id'), 'role.id'])
        .where('role.key', '=', held.role),
    )
    .onConflict((conflict) => conflict.columns(['user_id', 'role_id']).doNothing())
    .execute()
}
