import type { ClientBase } from 'pg'
import { inTransaction, migrateSchema } from './migrate-schema.js'
import { type Migration, readMigrations } from './migrations.js'
import { namesOf, newPlaceKey, type Place } from './place.js'
import { gatewayLogin, schemaOwner } from './set-up-database.js'

/**
 * Builds an empty church in a cell: role, schema, rights, tables. Nothing leads to it until the catalogue names it, so a
 * run that dies leaves at most an unused schema. Returns its place and the version of its tables.
 *
 * `owner` is a connection to the cell like the one `setUpDatabase` takes.
 */
export async function provisionChurch(owner: ClientBase, cell: string): Promise<{ place: Place; version: number }> {
  const place = { cell, key: newPlaceKey() }
  const { schema, role } = namesOf(place.key)

  await inTransaction(owner, async () => {
    await owner.query(`
      create role "${role}" nologin;
      grant "${role}" to "${gatewayLogin(cell)}";
      create schema "${schema}" authorization "${schemaOwner}";
      set local role "${schemaOwner}";
      grant usage on schema "${schema}" to "${role}";
      alter default privileges in schema "${schema}" grant select, insert, update, delete on tables to "${role}";
      alter default privileges in schema "${schema}" grant usage on sequences to "${role}"`)
  })
  const version = await migrateChurch(owner, place, await readMigrations('church'))
  await owner.query(`revoke insert, update, delete on "${schema}"._meta from "${role}"`)
  return { place, version }
}

/** Runs the steps that one church's tables lack; returns the version reached. Throws when a step fails. */
export async function migrateChurch(owner: ClientBase, place: Place, steps: readonly Migration[]): Promise<number> {
  const { schema, role } = namesOf(place.key)
  return migrateSchema(owner, { schema, owner: schemaOwner, churchRole: role }, steps)
}
