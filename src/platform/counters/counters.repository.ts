import { sql } from 'kysely'
import type { Db } from '../db/handles.js'

/** Takes the next number of a series, as decimal text: `start` is the first. Locks the series until the transaction ends. */
export const takeNumber = (db: Db, series: string, start = 1): Promise<string> =>
  takeNumbers(db, series, { start, count: 1 })

/** Takes `count` numbers of a series in a row and returns the first of them; otherwise like `takeNumber`. */
export async function takeNumbers(
  db: Db,
  series: string,
  { start = 1, count }: { readonly start?: number; readonly count: number },
): Promise<string> {
  const { value } = await db
    .insertInto('counter')
    .values({ name: series, value: String(start + count - 1) })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ value: sql<string>`greatest(counter.value + ${count}, excluded.value)` }),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return String(BigInt(value) - BigInt(count) + 1n)
}

/** The last number taken from a series that has been committed, as decimal text; '0' before the first. */
export async function lastNumber(db: Db, series: string): Promise<string> {
  const row = await db.selectFrom('counter').select('value').where('name', '=', series).executeTakeFirst()
  return row?.value ?? '0'
}
