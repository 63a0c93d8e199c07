import { sql, type SqlBool } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Holding } from './role.js'

const columns = [
  'user_id as userId',
  'role_id as roleId',
  'assigned_at as assignedAt',
  'expires_at as expiresAt',
] as const

const current = sql<SqlBool>`(user_role.expires_at is null or user_role.expires_at > now())`

/** The roles that these users hold today, the first given first. */
export const holdingsOf = (db: Db, userIds: readonly string[]): Promise<Holding[]> =>
  db
    .selectFrom('user_role')
    .select(columns)
    .where('user_id', '=', sql<string>`any(${userIds}::uuid[])`)
    .where(current)
    .orderBy('assigned_at')
    .orderBy('id')
    .execute()

/** Who holds this role today. */
export const holdersOf = (db: Db, roleId: string): Promise<Holding[]> =>
  db.selectFrom('user_role').select(columns).where('role_id', '=', roleId).where(current).execute()

/** Who holds the role ADMIN today. */
export const administrators = (db: Db): Promise<Holding[]> =>
  db
    .selectFrom('user_role')
    .innerJoin('role', 'role.id', 'user_role.role_id')
    .select(columns)
    .where('role.key', '=', 'ADMIN')
    .where(current)
    .execute()

/** How many users hold each of these roles today; a role that nobody holds has no row. */
export const countHolders = (db: Db, roleIds: readonly string[]): Promise<{ roleId: string; count: number }[]> =>
  db
    .selectFrom('user_role')
    .select(['role_id as roleId', sql<number>`count(*)::int`.as('count')])
    .where('role_id', '=', sql<string>`any(${roleIds}::uuid[])`)
    .where(current)
    .groupBy('role_id')
    .execute()
