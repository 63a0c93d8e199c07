import type { ChurchWorld } from './church-world.js'
import type { World } from './world.js'

/** Rows that belong to a member: the table, and what says so in it. */
export interface MemberRows {
  readonly table: string
  readonly where: string
}

interface Column {
  readonly table: string
  readonly column: string
  readonly parent: string
}

/**
 * Where the tables of this church keep what belongs to the member `$1`, as PostgreSQL's catalogue has it: columns called
 * `member_id`, foreign keys to `member`, and rows that hang on such rows.
 */
export async function memberRows({ database }: World, church: ChurchWorld): Promise<readonly MemberRows[]> {
  const schema = `c_${church.church.placeKey}`
  const { rows: columns } = await database.owner.query<Column>(
    `select c.conrelid::regclass::text as table, a.attname as column, c.confrelid::regclass::text as parent
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype = 'f' and c.connamespace = ($1::text)::regnamespace and c.conrelid <> c.confrelid
     union select format('%I.%I', table_schema, table_name), column_name, $1::text || '.member'
       from information_schema.columns join pg_tables on schemaname = table_schema and tablename = table_name
       where table_schema = $1::text and column_name = 'member_id'`,
    [schema],
  )
  const found = new Map([[`${schema}.member`, ['id = $1']]])
  // A table can hang on another that comes later: as often as there may be generations.
  for (let generation = 0; generation < 3; generation += 1) {
    for (const { table, column, parent } of columns) {
      if (table === `${schema}.member` || !found.has(parent)) continue
      const isOwn = parent === `${schema}.member`
      const owners = (found.get(parent) ?? []).join(' or ')
      const where = isOwn ? `${column} = $1` : `${column} in (select id from ${parent} where ${owners})`
      const known = found.get(table) ?? []
      if (!known.includes(where) && (isOwn || known.length === 0)) found.set(table, [...known, where])
    }
  }
  return [...found].map(([table, conditions]) => ({ table, where: conditions.join(' or ') }))
}

/**
 * Writes `mark` into every text, list of texts and piece of JSON of these rows that takes it. Returns the tables, without
 * their schema, in which there is no row.
 */
export async function markRows(
  { database }: World,
  rows: readonly MemberRows[],
  { memberId, mark }: { readonly memberId: string; readonly mark: string },
): Promise<readonly string[]> {
  const empty: string[] = []
  for (const { table, where } of rows) {
    const { rows: columns } = await database.owner.query<{ name: string; type: string }>(
      `select attname as name, atttypid::regtype::text as type from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
         and atttypid in ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype)`,
      [table],
    )
    for (const { name, type } of columns) {
      const value = { text: mark, 'text[]': `{${mark}}`, jsonb: `["${mark}"]` }[type]
      // What is checked takes no mark, and can say of nobody who it was.
      await database.owner
        .query(`update ${table} set ${name} = $2 where ${where}`, [memberId, value])
        .catch((error: unknown) => {
          if (!(error instanceof Error && 'code' in error && error.code === '23514')) throw error
        })
    }
    const { rows: counted } = await database.owner.query<{ none: boolean }>(
      `select not exists (select from ${table} where ${where}) as none`,
      [memberId],
    )
    if (counted[0]?.none) empty.push(table.split('.')[1] ?? table)
  }
  return empty
}
