import type { ClientBase, Pool } from 'pg'
import { guarded, type StillWanted } from './freeze-church.js'
import { namesOf, type Place } from './place.js'
import { gatewayLogin, schemaOwner } from './set-up-database.js'

/**
 * Removes a church from its cell: tables, schema, role and rights; all or nothing. What is gone already is no error. Throws
 * 55P03 when somebody works in the church for more than twenty seconds.
 *
 * Does nothing, and resolves to false, unless `isWanted`, which is asked while nobody else can freeze, migrate or thaw the
 * church. `owner` has connections to the cell like the one `setUpCell` takes. The caller has closed the church before.
 */
export const dropChurch = (owner: Pool, place: Place, isWanted: StillWanted = async () => true): Promise<boolean> =>
  guarded(owner, { place, isWanted }, (client) => dropAll(client, place))

async function dropAll(owner: ClientBase, { cell, key }: Place): Promise<void> {
  const { schema, role } = namesOf(key)
  await owner.query(`
    set local role "${schemaOwner}"; drop schema if exists "${schema}" cascade; reset role;
    delete from "cell".frozen_right where schema_name = '${schema}'`)
  await dropRole(owner, { cell, role })
}

async function dropRole(owner: ClientBase, { cell, role }: { readonly cell: string; readonly role: string }) {
  const { rows } = await owner.query<{ mayDrop: boolean; isElsewhere: boolean }>(
    // From PostgreSQL 16 on, who creates a role does not have its rights, and may give them to itself.
    `select pg_has_role(session_user, oid, 'USAGE') as "mayDrop", exists (
       select from pg_catalog.pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = pg_roles.oid
         and dbid not in (0, (select oid from pg_database where datname = current_database()))) as "isElsewhere"
     from pg_roles where rolname = $1`,
    [role],
  )
  const [found] = rows
  if (!found) return
  if (found.isElsewhere) {
    // The church is in another cell of the same PostgreSQL server, and goes on there.
    await owner.query(`revoke "${role}" from "${gatewayLogin(cell)}"`)
    return
  }
  if (!found.mayDrop) await owner.query(`grant "${role}" to session_user`)
  await owner.query(`drop owned by "${role}"; drop role "${role}"`)
}
