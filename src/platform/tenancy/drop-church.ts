import type { ClientBase, Pool } from 'pg'
import { inTransaction } from './migrate-schema.js'
import { onConnection } from './on-connection.js'
import { namesOf, type Place } from './place.js'
import { schemaOwner } from './set-up-database.js'

/**
 * Removes a church from its cell: tables, schema, role and rights; all or nothing. What is gone already is no error. Throws 55P03 when somebody works in the church for more than twenty seconds.
 *
 * `owner` has connections to the cell like the one `setUpDatabase` takes. The caller has closed the church before.
 */
export const dropChurch = (owner: Pool, place: Place): Promise<void> =>
  onConnection(owner, (client) => inTransaction(client, () => dropAll(client, place)))

async function dropAll(owner: ClientBase, { key }: Place): Promise<void> {
  const { schema, role } = namesOf(key)
  await owner.query(`
    set local lock_timeout = '20s'; set local statement_timeout = '2min';
    select pg_advisory_xact_lock(hashtextextended('${schema}', 42));
    set local role "${schemaOwner}"; drop schema if exists "${schema}" cascade; reset role`)
  await dropRole(owner, role)
}

async function dropRole(owner: ClientBase, role: string): Promise<void> {
  const { rows } = await owner.query<{ mayDrop: boolean }>(
    // From PostgreSQL 16 on, who creates a role does not have its rights, and may give them to itself.
    `select pg_has_role(session_user, oid, 'USAGE') as "mayDrop" from pg_roles where rolname = $1`,
    [role],
  )
  const [found] = rows
  if (!found) return
  if (!found.mayDrop) await owner.query(`grant "${role}" to session_user`)
  await owner.query(`drop owned by "${role}"; drop role "${role}"`)
}
