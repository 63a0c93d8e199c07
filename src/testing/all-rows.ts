import type { ChurchWorld } from './church-world.js'
import { eventually } from './eventually.js'
import type { World } from './world.js'

/** What each table holds, by its name: how many rows, and a digest of all that stands in them. */
export type AllRows = Readonly<Record<string, string>>

const nameOf = `format('%I.%I', schemaname, tablename)`

/**
 * What stands in every table of a church and in those of what leaves it: messages and jobs. Equal before and after for who
 * wrote nothing, not even a number. Waits until earlier messages have left.
 */
export async function allRows({ database: { owner } }: World, { church }: ChurchWorld): Promise<AllRows> {
  const waiting = async (): Promise<number | null> => (await owner.query('select from outbox.message')).rowCount
  await eventually(waiting).toBe(0)
  const { rows: tables } = await owner.query<{ name: string }>(
    `select ${nameOf} as name from pg_tables
     where schemaname = $1 or schemaname = 'outbox' or ${nameOf} = 'graphile_worker._private_jobs' order by 1`,
    [`c_${church.placeKey}`],
  )
  const parts = tables.map(
    ({ name }) => `select '${name}' as name,
      count(*) || ' rows, ' || md5(coalesce(string_agg(t::text, '' order by t::text), '')) as content from ${name} t`,
  )
  const { rows } = await owner.query<{ name: string; content: string }>(parts.join(' union all '))
  return Object.fromEntries(rows.map(({ name, content }) => [name, content]))
}
