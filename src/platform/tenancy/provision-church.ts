import type { ClientBase } from 'pg'
import { recordStep } from './migrate-churches/step-message.js'
import { inTransaction, migrateSchema } from './migrate-schema.js'
import { type Migration, readMigrations } from './migrations.js'
import { namesOf, newPlaceKey, type Place } from './place.js'
import { gatewayLogin, schemaOwner } from './set-up-database.js'

/**
 * Builds an empty church in a cell: role, schema, rights, tables; all or nothing. Nothing leads to it until the
 * catalogue names it, so a run that dies leaves at most an unused schema. Returns its place and the version of its
 * tables, which have had all of `steps`: this code's own, unless others are given.
 *
 * `owner` is a connection to the cell like the one `setUpCell` takes.
 */
export async function provisionChurch(
  owner: ClientBase,
  cell: string,
  steps?: readonly Migration[],
): Promise<{ place: Place; version: number }> {
  const place = { cell, key: newPlaceKey() }
  const migrations = steps ?? (await readMigrations('church'))
  await inTransaction(owner, () => owner.query(provisionText(place, migrations)))
  return { place, version: migrations.length }
}

/** Whether the church's role is new; roles belong to the PostgreSQL server, and another cell there may have it already. */
export type RoleState = 'ROLE_IS_NEW' | 'ROLE_MAY_STAND'

/** Everything that makes a church, as one message for a transaction that is open. Takes about 100 ms of the server. */
export function provisionText(
  { cell, key }: Place,
  steps: readonly Migration[],
  roleState: RoleState = 'ROLE_IS_NEW',
): string {
  const { schema, role } = namesOf(key)
  const createRole = `create role "${role}" nologin`
  return `
    set local lock_timeout = '5s'; set local statement_timeout = '30s';
    ${roleState === 'ROLE_IS_NEW' ? createRole : `do $$ begin ${createRole}; exception when duplicate_object then null; end $$`};
    grant "${role}" to "${gatewayLogin(cell)}";
    create schema "${schema}" authorization "${schemaOwner}";
    set local role "${schemaOwner}"; set local search_path to "${schema}";
    grant usage on schema "${schema}" to "${role}";
    alter default privileges in schema "${schema}" grant select, insert, update, delete on tables to "${role}";
    alter default privileges in schema "${schema}" grant usage on sequences to "${role}";
    create table _meta (
      version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now());
    ${steps.map((step) => `${step.sql.replaceAll('"church_role"', `"${role}"`)};\n${recordStep(step)};`).join('\n')}
    revoke insert, update, delete on _meta from "${role}"`
}

/**
 * Runs the steps that one church's tables lack, after reading which those are; returns the version reached. Throws when
 * a step fails, and when one that ran reads differently now.
 */
export async function migrateChurch(owner: ClientBase, place: Place, steps: readonly Migration[]): Promise<number> {
  const { schema, role } = namesOf(place.key)
  return migrateSchema(owner, { schema, owner: schemaOwner, churchRole: role }, steps)
}
