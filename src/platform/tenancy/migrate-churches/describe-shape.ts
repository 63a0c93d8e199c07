import type { ClientBase } from 'pg'
import { type Migration, readMigrations } from '../migrations.js'
import { namesOf, newPlaceKey, type Place } from '../place.js'
import { provisionText } from '../provision-church.js'

/** Everything in a church's schema that a migration decides: each object's name and its definition. */
export type Shape = ReadonlyMap<string, string>

// Names of schema and role are taken out, so that the same shape reads the same in every church. Definitions are asked
// for without a path, so that each name carries its schema.
const objects = `
  with schema as (select oid, nspname, nspacl, 'r_' || substr(nspname, 3) as role from pg_namespace where nspname = any($1)),
  relation as (
    select c.*, s.nspname, s.role from pg_class c join schema s on s.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'S', 'i', 'I')
  ), object (nspname, role, name, definition) as (
    select nspname, role, 'schema', coalesce(nspacl::text, '') from schema
    union all
    select nspname, role, case relkind when 'S' then 'sequence ' when 'v' then 'view ' else 'table ' end || relname,
      concat_ws(' ', relkind::text, pg_get_userbyid(relowner), relrowsecurity::text, relpersistence::text,
        (select string_agg(right_given::text, ',' order by right_given::text) from unnest(relacl) as right_given),
        case when relkind in ('v', 'm') then pg_get_viewdef(relation.oid) end)
      from relation where relkind in ('r', 'p', 'v', 'm', 'S')
    union all
    select nspname, role, 'column ' || relname || '.' || attname,
      concat_ws(' ', format_type(atttypid, atttypmod), case when attnotnull then 'not null' end, attidentity::text,
        attgenerated::text, pg_get_expr(adbin, adrelid), attacl::text,
        (select collname from pg_collation where oid = attcollation and collname <> 'default'))
      from relation join pg_attribute a on a.attrelid = relation.oid and attnum > 0 and not attisdropped
      left join pg_attrdef on adrelid = attrelid and adnum = attnum where relkind in ('r', 'p')
    union all
    select nspname, role, 'constraint ' || relname || '.' || conname,
      concat_ws(' ', pg_get_constraintdef(k.oid), case when not convalidated then 'not valid' end)
      from relation join pg_constraint k on k.conrelid = relation.oid
    union all
    select nspname, role, 'index ' || relname, concat_ws(' ', pg_get_indexdef(i.indexrelid), indisvalid::text)
      from relation join pg_index i on i.indexrelid = relation.oid
    union all
    select nspname, role, 'trigger ' || relname || '.' || tgname, concat_ws(' ', pg_get_triggerdef(t.oid), tgenabled::text)
      from relation join pg_trigger t on t.tgrelid = relation.oid and not tgisinternal
    union all
    select nspname, role, 'policy ' || relname || '.' || polname, concat_ws(' ', polcmd::text, polpermissive::text,
        pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
      from relation join pg_policy p on p.polrelid = relation.oid
    union all
    select nspname, role, 'function ' || proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
      concat_ws(' ', pg_get_functiondef(p.oid), proacl::text)
      from pg_proc p join schema s on s.oid = p.pronamespace where prokind in ('f', 'p')
    union all
    select s.nspname, role, 'default rights on ' || defaclobjtype::text,
      (select string_agg(right_given::text, ',' order by right_given::text) from unnest(defaclacl) as right_given)
      from pg_default_acl d join schema s on s.oid = d.defaclnamespace
  ), plain (nspname, name, definition) as (
    select nspname, name, replace(replace(coalesce(definition, ''), nspname, 'church'), role, 'church_role') from object
  )`

/** One hash for each of these churches, by schema; equal when their shapes are. A schema that does not exist has none. */
export async function hashShapes(client: ClientBase, places: readonly Place[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ schema: string; hash: string }>(
    `${objects} select nspname as schema, md5(string_agg(name || ' ' || definition, E'\\n' order by name, definition)) as hash
     from plain group by nspname`,
    [places.map(({ key }) => namesOf(key).schema)],
  )
  return new Map(rows.map(({ schema, hash }) => [schema, hash]))
}

/** The shape of one church; empty when its schema does not exist. */
export async function describeShape(client: ClientBase, { key }: Place): Promise<Shape> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `${objects} select name, string_agg(definition, E'\\n' order by definition) as definition from plain
     group by name order by name`,
    [[namesOf(key).schema]],
  )
  return new Map(rows.map(({ name, definition }) => [name, definition]))
}

/** What a church has to look like: the shape, and its hash, of one that is built with this code's steps and undone. */
export async function expectedShape(
  client: ClientBase,
  cell: string,
  steps?: readonly Migration[],
): Promise<{ readonly shape: Shape; readonly hash: string }> {
  const place = { cell, key: newPlaceKey() }
  const migrations = steps ?? (await readMigrations('church'))
  await client.query('begin')
  try {
    await client.query(`${provisionText(place, migrations)}; reset role; set local search_path to ''`)
    const hashes = await hashShapes(client, [place])
    return { shape: await describeShape(client, place), hash: [...hashes.values()].join('') }
  } finally {
    await client.query('rollback')
  }
}
