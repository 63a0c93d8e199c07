import { sql } from 'kysely'
import type { SystemRole } from '../access/index.js'
import type { Db } from '../platform/db/handles.js'

/** A role that is to be given, and one right of it; no right when it has none. */
export interface RoleGrant {
  readonly roleId: string
  readonly resource: string | null
  readonly action: 'READ' | 'WRITE' | 'CREATE' | 'DELETE' | 'MANAGE' | null
  readonly scope: 'ALL' | 'GROUP' | null
}

/** What these roles grant; roles that do not exist are missing. */
export async function grantsOfRoles(db: Db, roleIds: readonly string[]): Promise<readonly RoleGrant[]> {
  return db
    .selectFrom('role')
    .leftJoin('role_permission', 'role_permission.role_id', 'role.id')
    .select(['role.id as roleId', 'resource', 'action', 'scope'])
    .where('role.id', '=', sql<string>`any(${roleIds}::uuid[])`)
    .execute()
}

/** The person on the roll with this id, and whether an account is linked to them already. */
export async function memberToLink(
  db: Db,
  id: string,
): Promise<{ readonly id: string; readonly userId: string | null } | null> {
  const member = await db
    .selectFrom('member')
    .select(['id', 'user_id as userId'])
    .where('id', '=', id)
    .executeTakeFirst()
  return member ?? null
}

/** The id of a role that comes with the church; null when there is none of this key. */
export async function systemRoleId(db: Db, key: SystemRole): Promise<string | null> {
  const role = await db.selectFrom('role').select('id').where('key', '=', key).executeTakeFirst()
  return role?.id ?? null
}
