import { sql } from 'kysely'
import type { Db } from '../db/handles.js'

/** Takes the next number of a series, as decimal text: `start` is the first. Locks the series until the transaction ends. */
export async function takeNumber(db: Db, series: string, start = 1): Promise<string> {
  const { value } = await db
    .insertInto('counter')
    .values({ name: series, value: String(start) })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ value: sql<string>`greatest(counter.value + 1, excluded.value)` }),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}

/** The last number taken from a series that has been committed, as decimal text; '0' before the first. */
export async function lastNumber(db: Db, series: string): Promise<string> {
  const row = await db.selectFrom('counter').select('value').where('name', '=', series).executeTakeFirst()
  return row?.value ?? '0'
}
