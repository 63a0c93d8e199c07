import { sql } from 'kysely'
import type { SystemRole } from '../access/index.js'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/**
 * The ids of the roles that are told what `keys` are told: these system roles and what stands in for them, or the
 * administrators' when nobody holds one at `now` (domain.md, 8.2).
 */
export async function rolesToTell(db: Db, keys: readonly SystemRole[], now: Instant): Promise<readonly string[]> {
  const roles = await db
    .selectFrom('role')
    .select(['role.id', sql<string>`coalesce(role.key, role.based_on)`.as('actsAs')])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('user_role')
            .select('user_role.id')
            .whereRef('user_role.role_id', '=', 'role.id')
            .where((held) =>
              held.or([held('user_role.expires_at', 'is', null), held('user_role.expires_at', '>', now)]),
            ),
        )
        .as('isHeld'),
    )
    .where(sql`coalesce(role.key, role.based_on)`, 'in', [...keys, 'ADMIN'])
    .execute()
  const wanted = roles.filter(({ actsAs }) => keys.some((key) => key === actsAs))
  const told = wanted.some(({ isHeld }) => isHeld) ? wanted : roles.filter(({ actsAs }) => actsAs === 'ADMIN')
  return told.map(({ id }) => id)
}
