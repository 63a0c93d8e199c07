import { loadavg } from 'node:os'
import type { Bed } from './bed.js'

/** Builds waiting churches until there are `wanted` in all, as many at a time as the owner's pool has connections. */
export async function buildChurches({ database, pool }: Bed, wanted: number, builders = 3): Promise<void> {
  const { rows } = await database.owner.query<{ count: number }>('select count(*)::int as count from control.church')
  let begun = rows[0]?.count ?? 0
  const start = Date.now()
  const first = begun
  const build = async (): Promise<void> => {
    while (begun < wanted) {
      begun += 1
      if (begun % 500 === 0) {
        const rate = ((begun - first) * 1000) / (Date.now() - start)
        console.log(`  ${begun} churches, ${rate.toFixed(1)}/s, load ${loadavg()[0]?.toFixed(1)}`)
      }
      await pool.build()
    }
  }
  await Promise.all(Array.from({ length: builders }, build))
}
