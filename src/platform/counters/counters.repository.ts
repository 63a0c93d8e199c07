import { type Expression, sql } from 'kysely'
import { compiledOnce } from '../db/compiled-once.js'
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
  const [taken] = await take(db, { series, count, last: start + count - 1 })
  if (!taken) throw new Error(`The series ${series} gave no number.`)
  return String(BigInt(taken.value) - BigInt(count) + 1n)
}

/** A series, how many numbers are taken of it, and the last of them if they are its first. */
interface Taking {
  readonly series: string
  readonly count: number
  readonly last: number | Expression<number>
}

/**
 * A statement that takes numbers and answers with the last of them, to be part of one that uses them. Locks the series
 * until the transaction ends.
 */
export const takingNumbers = (db: Pick<Db, 'insertInto'>, { series, count, last }: Taking) =>
  db
    .insertInto('counter')
    .values({ name: series, value: sql<string>`${last}::bigint` })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ value: sql<string>`greatest(counter.value + ${count}::bigint, excluded.value)` }),
    )
    .returning('value')

const take = compiledOnce((db: Db, { series, count, last }: { series: string; count: number; last: number }) =>
  takingNumbers(db, { series, count, last }),
)

/** The last number taken from a series that has been committed, as decimal text; '0' before the first. */
export async function lastNumber(db: Db, series: string): Promise<string> {
  const row = await db.selectFrom('counter').select('value').where('name', '=', series).executeTakeFirst()
  return row?.value ?? '0'
}
