import { sql } from 'kysely'
import type { SystemRole } from '../access/index.js'
import type { Db } from '../platform/db/handles.js'
import type { Audience } from './notification.js'

/**
 * Whoever holds one of these system roles, or a role based on it, by the time they read; in the place of a role that
 * nobody holds today, the administrators ("ROLE x", domain.md 8.2).
 */
export async function roleAudience(db: Db, keys: readonly SystemRole[]): Promise<Audience> {
  const { rows } = await sql<{ id: string }>`
    select distinct told.id
    from unnest(${[...keys]}::text[]) as wanted (key)
    join role as named on named.key = wanted.key
    join role as told on told.key = case when exists (
      select from user_role join role as held on held.id = user_role.role_id
      where coalesce(held.key, held.based_on) = named.key
        and (user_role.expires_at is null or user_role.expires_at > now())
    ) then named.key else 'ADMIN' end
    order by told.id`.execute(db)
  return { kind: 'ROLE', ids: rows.map(({ id }) => id) }
}
