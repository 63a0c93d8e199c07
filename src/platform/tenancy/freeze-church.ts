import type { ClientBase, Pool } from 'pg'
import { inTransaction } from './migrate-schema.js'
import { onConnection } from './on-connection.js'
import { namesOf, type Place } from './place.js'
import { schemaOwner } from './set-up-database.js'

/** Asked while nobody else can freeze, thaw, migrate or drop the church: whether it is still to be done. */
export type StillWanted = () => Promise<boolean>

/**
 * Takes from a church's role every right to write its tables: whoever tries is refused by PostgreSQL (42501), and reads
 * go on. Waits for transactions that write there, so that nothing is written once it resolves. Twice is no error.
 *
 * Does nothing, and resolves to false, unless `isWanted`. Throws 55P03 when somebody writes for more than twenty seconds.
 */
export const freezeChurch = (owner: Pool, place: Place, isWanted: StillWanted): Promise<boolean> =>
  guarded(owner, { place, isWanted }, (client) => freezeOn(client, place))

/** Gives back exactly what `freezeChurch` took. Twice is no error. Does nothing, and resolves to false, unless `isWanted`. */
export const thawChurch = (owner: Pool, place: Place, isWanted: StillWanted): Promise<boolean> =>
  guarded(owner, { place, isWanted }, async (client) => {
    const { schema } = namesOf(place.key)
    const { rows } = await client.query<{ statement: string }>(
      'delete from "cell".frozen_right where schema_name = $1 returning statement',
      [schema],
    )
    if (rows.length === 0) return
    await client.query(`set local role "${schemaOwner}"; ${rows.map(({ statement }) => statement).join('; ')}`)
  })

/** Runs `work` in a transaction that has the church for itself, if it `isWanted` then; resolves to whether it was. */
export function guarded(
  owner: Pool,
  { place, isWanted }: { readonly place: Place; readonly isWanted: StillWanted },
  work: (client: ClientBase) => Promise<void>,
): Promise<boolean> {
  const { schema } = namesOf(place.key)
  return onConnection(owner, (client) =>
    inTransaction(client, async () => {
      await client.query(`set local lock_timeout = '20s'; set local statement_timeout = '2min';
        select pg_advisory_xact_lock(hashtextextended('${schema}', 42))`)
      const wanted = await isWanted()
      if (wanted) await work(client)
      return wanted
    }),
  )
}

/** As `freezeChurch`, in a transaction of the caller's; leaves it as the owner of the connection, without a path. */
export async function freezeOn(client: ClientBase, { key }: Place): Promise<void> {
  const { schema, role } = namesOf(key)
  await client.query(`reset role; set local search_path to ''`)
  const tables = await tablesOf(client, schema)
  await client.query(`set local role "${schemaOwner}"`)
  // Lets those who write come to their end, and nobody new begin; after the commit they are refused.
  if (tables.length > 0) await client.query(`lock table ${tables.join(', ')} in share mode`)
  await client.query('reset role')
  const rights = await writingRights(client, { schema, role })
  if (rights.length === 0) return
  await client.query(
    `insert into "cell".frozen_right (schema_name, statement) select $1, unnest($2::text[]) on conflict do nothing`,
    [schema, rights.map(({ right }) => `grant ${right} to "${role}"`)],
  )
  const revoked = rights.map(({ right }) => `revoke ${right} from "${role}"`).join('; ')
  await client.query(`set local role "${schemaOwner}"; ${revoked}; reset role`)
}

async function tablesOf(client: ClientBase, schema: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', $1::text, relname) as name from pg_catalog.pg_class
     where relnamespace = $1::regnamespace and relkind in ('r', 'p') order by 1`,
    [schema],
  )
  return rows.map(({ name }) => name)
}

// Sequences are left: by themselves they write no row, and who may not use one does not see how far it has counted.
async function writingRights(
  client: ClientBase,
  { schema, role }: { readonly schema: string; readonly role: string },
): Promise<readonly { readonly right: string }[]> {
  const { rows } = await client.query<{ right: string }>(
    `select format('%s on table %I.%I', privilege_type, $1::text, relname) as right
     from pg_catalog.pg_class c cross join lateral aclexplode(c.relacl)
     where relnamespace = $1::regnamespace and relkind in ('r', 'p', 'v', 'm') and grantee = $2::regrole
       and privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE')
     union all
     select format('%s (%I) on table %I.%I', privilege_type, attname, $1::text, relname)
     from pg_catalog.pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid and not attisdropped
     cross join lateral aclexplode(a.attacl)
     where relnamespace = $1::regnamespace and grantee = $2::regrole and privilege_type in ('INSERT', 'UPDATE')
     order by 1`,
    [schema, role],
  )
  return rows
}
