import type { Pool } from 'pg'
import { inTransaction } from './migrate-schema.js'
import { onConnection } from './on-connection.js'
import { namesOf, type Place } from './place.js'
import { schemaOwner } from './set-up-database.js'

/**
 * Takes from a church's role the way to its tables: whoever still tries is refused (42501, and 42P01 for
 * names without a schema). Twice is no error.
 */
export const closeSchema = (owner: Pool, place: Place): Promise<void> =>
  change(owner, place, ({ schema, role }) => `revoke usage on schema "${schema}" from "${role}"`)

/** Gives it back. Twice is no error. */
export const openSchema = (owner: Pool, place: Place): Promise<void> =>
  change(owner, place, ({ schema, role }) => `grant usage on schema "${schema}" to "${role}"`)

async function change(
  owner: Pool,
  { key }: Place,
  statement: (names: ReturnType<typeof namesOf>) => string,
): Promise<void> {
  await onConnection(owner, (client) =>
    inTransaction(client, () => client.query(`set local role "${schemaOwner}"; ${statement(namesOf(key))}`)),
  )
}
