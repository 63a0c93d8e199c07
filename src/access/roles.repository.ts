import { sql } from 'kysely'
import type { Clock } from '../platform/clock.js'
import type { Db } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import type { Instant } from '../platform/instant.js'
import type { Grant, Role, SystemRole } from './role.js'

/** The columns of a role, in the names of the API. */
export const roleColumns = [
  'role.id',
  'role.key',
  'role.name',
  'role.description',
  'role.color',
  'role.icon',
  'role.is_system as isSystem',
  'role.requires_totp as requiresTotp',
  'role.based_on as basedOn',
  'role.created_at as createdAt',
  'role.updated_at as updatedAt',
  'role.version',
] as const

/** The roles with these ids, in no order. */
export const rolesById = (db: Db, ids: readonly string[]): Promise<Role[]> =>
  db
    .selectFrom('role')
    .select(roleColumns)
    .where('role.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()

/** A right that a role gives. */
export interface RoleGrant extends Grant {
  readonly roleId: string
}

/** What these roles give, by resource. */
export const grantsOfRoles = (db: Db, roleIds: readonly string[]): Promise<RoleGrant[]> =>
  db
    .selectFrom('role_permission')
    .select(['role_id as roleId', 'resource', 'action', 'scope'])
    .where('role_id', '=', sql<string>`any(${roleIds}::uuid[])`)
    .orderBy('resource')
    .orderBy('action')
    .execute()

/**
 * Lets those who change roles, or who holds them, take turns: locks the role ADMIN, which every church has, until the
 * transaction ends. What is read afterwards stays as it is until then.
 */
export async function lockRoles(db: Db): Promise<void> {
  await db.selectFrom('role').select('id').where('key', '=', 'ADMIN').forUpdate().execute()
}

/** Whether a role, but for `exceptId`, has this name in any case of letters. */
export async function isRoleNameTaken(db: Db, name: string, exceptId: string | null): Promise<boolean> {
  const other = await db
    .selectFrom('role')
    .select('id')
    .where(sql`lower(name)`, '=', sql`lower(${name})`)
    .$if(exceptId !== null, (query) => query.where('id', '<>', exceptId ?? ''))
    .executeTakeFirst()
  return other !== undefined
}

/** The columns of a role that people fill in; an absent one is left alone. */
export interface RoleColumns {
  readonly name?: string
  readonly description?: string | null
  readonly color?: string
  readonly icon?: string
  readonly requires_totp?: boolean
  readonly based_on?: SystemRole | null
}

/** Adds a role without rights. */
export async function addRole(
  db: Db,
  role: RoleColumns & { readonly id: string; readonly name: string },
): Promise<Role> {
  return db.insertInto('role').values(role).returning(roleColumns).executeTakeFirstOrThrow()
}

/** Writes the named columns of a role and raises its version. */
export async function changeRole(db: Db, id: string, change: RoleColumns & { readonly now: Instant }): Promise<Role> {
  const { now, ...columns } = change
  return db
    .updateTable('role')
    .set((eb) => ({ ...columns, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returning(roleColumns)
    .executeTakeFirstOrThrow()
}

/** Lets a role give these rights and no others. */
export async function replaceGrants(db: Db, roleId: string, grants: readonly Grant[]): Promise<void> {
  await db.deleteFrom('role_permission').where('role_id', '=', roleId).execute()
  const rows = grants.map(({ resource, action, scope }) => ({ role_id: roleId, resource, action, scope }))
  if (rows.length > 0) await db.insertInto('role_permission').values(rows).execute()
}

/** Removes a role with its rights, and with holdings that are over. Throws while somebody holds it. */
export async function removeRole(db: Db, id: string): Promise<void> {
  await db
    .deleteFrom('user_role')
    .where('role_id', '=', id)
    .where('expires_at', '<=', sql<Instant>`now()`)
    .execute()
  await db.deleteFrom('role').where('id', '=', id).execute()
}

/** A role to be held. */
export interface NewHolding {
  readonly userId: string
  readonly roleId: string
  readonly assignedBy: string
  readonly expiresAt: Instant | null
}

/** Gives a role, or gives it anew: from now on, until `expiresAt`. */
export async function holdRole(db: Db, clock: Clock, holding: NewHolding): Promise<void> {
  const { userId, roleId, assignedBy, expiresAt } = holding
  const now = clock.now()
  const given = { assigned_by: assignedBy, assigned_at: now, expires_at: expiresAt, updated_at: now }
  await db
    .insertInto('user_role')
    .values({ id: newId(clock), user_id: userId, role_id: roleId, ...given })
    .onConflict((conflict) => conflict.columns(['user_id', 'role_id']).doUpdateSet(given))
    .execute()
}

/** Takes a role from a user; false when they did not hold it. */
export async function dropRole(db: Db, userId: string, roleId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('user_role')
    .where('user_id', '=', userId)
    .where('role_id', '=', roleId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
