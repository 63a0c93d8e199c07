import type { ClientBase } from 'pg'

/** A table of a church as it is copied. */
export interface TableToCopy {
  readonly name: string
  /** In the order of the table, without computed ones. */
  readonly columns: readonly string[]
  /** Tables it refers to, itself left out. */
  readonly parents: readonly string[]
}

/** The tables of `schema` by name, without the one that counts migrations. */
export async function describeTables(client: ClientBase, schema: string): Promise<readonly TableToCopy[]> {
  const { rows } = await client.query<TableToCopy>(
    `select c.relname as name,
       array(select a.attname::text from pg_catalog.pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         order by a.attnum) as columns,
       array(select distinct p.relname::text from pg_catalog.pg_constraint k
         join pg_catalog.pg_class p on p.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f' and p.oid <> c.oid order by 1) as parents
     from pg_catalog.pg_class c
     where c.relnamespace = (select oid from pg_catalog.pg_namespace where nspname = $1)
       and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> '_meta'
     order by c.relname`,
    [schema],
  )
  return rows
}

/** The names of the sequences of `schema`, and how far they have counted; null for those that have not begun. */
export async function describeSequences(
  client: ClientBase,
  schema: string,
): Promise<readonly { readonly name: string; readonly last: string | null }[]> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `select sequencename::text as name, last_value::text as last from pg_catalog.pg_sequences
     where schemaname = $1 order by 1`,
    [schema],
  )
  return rows
}

/** The same tables, each after those it refers to. Throws when some refer to each other in a circle. */
export function parentsFirst(tables: readonly TableToCopy[]): readonly TableToCopy[] {
  const ordered: TableToCopy[] = []
  const placed = new Set<string>()
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name, parents }) => !placed.has(name) && parents.every((parent) => placed.has(parent)),
    )
    if (next.length === 0) throw new Error('Tables that refer to each other in a circle cannot be filled one by one.')
    for (const table of next) placed.add(table.name)
    ordered.push(...next)
  }
  return ordered
}
