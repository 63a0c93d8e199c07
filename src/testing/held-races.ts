import { withOwner } from '../platform/tenancy/owner-connection.js'
import type { Answer } from './api.js'
import type { World } from './world.js'

/** How many race: enough that two meet, and few enough for every pool of a test's server. */
export const racers = 4

type Racer = () => Promise<Answer<Record<string, unknown>>>

/**
 * Sends all at once while nobody may write to `table` (with its schema), and lets go when everybody who has not been
 * answered waits: each has looked by then whether the way is free, and nobody has gone. Resolves to the answers.
 */
export async function raceToWrite(
  { database: { ownerUrl } }: Pick<World, 'database'>,
  table: string,
  sends: readonly Racer[],
): Promise<readonly Answer<Record<string, unknown>>[]> {
  return withOwner(ownerUrl, async (holder) => {
    await holder.query(`begin; lock table ${table} in share mode`)
    let answered = 0
    const race = Promise.all(
      sends.map(async (send) => {
        const answer = await send()
        answered += 1
        return answer
      }),
    )
    const waiting = async (): Promise<number> => {
      await holder.query('select pg_stat_clear_snapshot()')
      const { rows } = await holder.query<{ count: string }>(
        `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      return Number(rows[0]?.count)
    }
    while (answered + (await waiting()) < sends.length) await new Promise((resolve) => setTimeout(resolve, 5))
    await holder.query('commit')
    return race
  })
}
