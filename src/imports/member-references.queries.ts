import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'

/** Tables of the record itself and of where somebody lives, which are undone with the member. */
const own = ['member_parent', 'member_education', 'member_faith_profile', 'household_member', 'member_alias']

/**
 * Who of these members something else in the church refers to: a ministry, a registration, a gift. The tables are those
 * whose keys say so, whichever domain adds them.
 */
export async function referredMembers(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows: keys } = await sql<{ table: string; column: string }>`
    select referring.relname as table, attribute.attname as column
    from pg_constraint key join pg_class referring on referring.oid = key.conrelid
      join pg_attribute attribute on attribute.attrelid = key.conrelid and attribute.attnum = key.conkey[1]
    where key.contype = 'f' and key.confrelid = 'member'::regclass
      and not (referring.relname = any(${own}) and attribute.attname = any(array['member_id', 'old_id']))`.execute(db)
  const found = new Set<string>()
  for (const { table, column } of keys) {
    const reference = sql.ref(column)
    const { rows } = await sql<{ id: string }>`select distinct ${reference} as id from ${sql.table(table)}
      where ${reference} = any(${ids}::uuid[])`.execute(db)
    for (const { id } of rows) found.add(id)
  }
  return found
}
