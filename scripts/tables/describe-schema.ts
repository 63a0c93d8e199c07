import { checkedWords } from './checked-words.js'
import { typeName } from './type-name.js'

/** What the generator needs of a pg client or pool. */
export interface CatalogReader {
  query(text: string, values: readonly unknown[]): Promise<{ readonly rows: readonly unknown[] }>
}

/** One column; `type` is TypeScript without `null` and without `Generated`. */
export interface DescribedColumn {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  /** Whether an insert may leave it out (it has a default), must leave it out (it is computed or counts itself), or neither. */
  readonly generated: 'no' | 'by default' | 'always'
}

/** One table of a schema, its columns in the order of the table. */
export interface DescribedTable {
  readonly name: string
  readonly columns: readonly DescribedColumn[]
}

interface ColumnRow {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly isArray: boolean
  readonly labels: readonly string[] | null
  readonly checks: readonly string[]
  readonly nullable: boolean
  readonly generated: DescribedColumn['generated']
}

// A domain counts as the type below it. Partitions are left out, since their parent is there, and so is what tells which
// migrations ran, since no request touches it.
const columnsOfSchema = `
  with recursive below (oid, base) as (
    select oid, oid from pg_catalog.pg_type where typtype <> 'd'
    union all
    select t.oid, b.base from pg_catalog.pg_type t join below b on t.typbasetype = b.oid where t.typtype = 'd'
  )
  select c.relname as "table", a.attname as "column",
         coalesce(element.typname, base.typname)::text as "type",
         element.oid is not null as "isArray",
         (select array_agg(e.enumlabel::text order by e.enumsortorder)
            from pg_catalog.pg_enum e where e.enumtypid = coalesce(element.oid, base.oid)) as labels,
         coalesce((select array_agg(pg_catalog.pg_get_constraintdef(k.oid) order by k.conname)
            from pg_catalog.pg_constraint k
           where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]), '{}') as checks,
         not (a.attnotnull or declared.typnotnull) as nullable,
         case when a.attgenerated <> '' or a.attidentity = 'a' then 'always'
              when a.atthasdef or a.attidentity <> '' or declared.typdefault is not null then 'by default'
              else 'no' end as "generated"
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_catalog.pg_type declared on declared.oid = a.atttypid
    join below on below.oid = a.atttypid
    join pg_catalog.pg_type base on base.oid = below.base
    left join below part on part.oid = base.typelem and base.typcategory = 'A'
    left join pg_catalog.pg_type element on element.oid = part.base
   where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition and c.relname not in ('_meta', 'login')
   order by c.relname collate "C", a.attnum`

/**
 * Describes every table of one schema, sorted by name.
 *
 * Throws when the schema has no table, or a column has a type that type-name.ts does not know.
 */
export async function describeSchema(client: CatalogReader, schemaName: string): Promise<DescribedTable[]> {
  const { rows } = await client.query(columnsOfSchema, [schemaName])
  if (rows.length === 0) throw new Error(`the schema ${schemaName} has no tables: migrate the database first`)
  const byTable = new Map<string, DescribedColumn[]>()
  for (const row of rows as readonly ColumnRow[]) {
    byTable.set(row.table, [...(byTable.get(row.table) ?? []), describeColumn(row)])
  }
  return [...byTable].map(([name, columns]) => ({ name, columns }))
}

function describeColumn(row: ColumnRow): DescribedColumn {
  const words = row.labels ?? checkedWords(row.column, row.checks)
  const single = words ? words.map((word) => `'${word.replaceAll(/['\\]/g, '\\$&')}'`).join(' | ') : typeName(row)
  const type = row.isArray ? `readonly ${single.includes('|') ? `(${single})` : single}[]` : single
  return { name: row.column, type, nullable: row.nullable, generated: row.generated }
}
