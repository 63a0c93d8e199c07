import { systemClock } from '../../src/platform/clock.js'
import type { ControlDesk } from '../../src/platform/db/handles.js'
import { isRefusal } from '../../src/platform/refusal.js'
import { registerWith } from '../../src/sign-up/register-church.js'
import type { Bed } from './bed.js'
import { type Figure, percentile, round, timed } from './measure.js'

/** How fast the pool is filled, and how long a sign-up takes that draws from it, without hashing the password. */
export async function measureSignUp({ database, pool }: Bed, count: number): Promise<readonly Figure[]> {
  const filling = await timed(async () => {
    for (let built = 0; built < count; built += 1) await pool.build()
  })
  const times: number[] = []
  for (let index = 0; index < count; index += 1) times.push(await signUp({ database, pool }, `bench-church-${index}`))
  // The first ones open connections and warm PostgreSQL up.
  const warm = times.slice(5)
  const [p50, p95, rate] = [percentile(warm, 50), percentile(warm, 95), (count * 1000) / filling]
  return [
    {
      name: `sign-up, ${warm.length} in a row, p50`,
      measured: `${round(p50)} ms`,
      wanted: '≤ 15 ms',
      reached: p50 <= 15,
    },
    { name: 'sign-up, p95', measured: `${round(p95)} ms`, wanted: '', reached: null },
    {
      name: 'churches are built one after the other',
      measured: `${round(rate)} churches/s`,
      wanted: '',
      reached: null,
    },
  ]
}

/** Signs one church up that waits; how long that took without hashing the password. */
export async function signUp({ database, pool }: Bed, subdomain: string): Promise<number> {
  let milliseconds = 0
  const catalogue = database.gate.catalogue()
  // Everything but the hash happens in these two.
  const clocked: ControlDesk = {
    async read(work) {
      const begun = performance.now()
      const outcome = await catalogue.read(work)
      milliseconds += performance.now() - begun
      return outcome
    },
    async write(work) {
      const begun = performance.now()
      const outcome = await catalogue.write(work)
      milliseconds += performance.now() - begun
      return outcome
    },
  }
  const input = {
    ...{ churchName: 'Bench', subdomain, denomination: 'OTHER' as const, timeZone: 'Africa/Accra', currency: 'GHS' },
    admin: { name: 'Ama Mensah', email: `ama@${subdomain}.example`, password: 'quiet river stone' },
  }
  const registry = {
    clock: systemClock,
    catalogue: clocked,
    inChurch: <T>(
      place: { readonly cell: string; readonly key: string },
      work: (db: ReturnType<typeof database.gate.church>['db']) => Promise<T>,
    ) => database.gate.church(place).transaction(work, () => true),
    openCells: () => pool.openCells(),
    buildWarmChurch: () => pool.build(),
    refill: () => undefined,
  }
  const outcome = await registerWith(registry, input, async (_control, founder) => founder)
  if (isRefusal(outcome)) throw new Error(`The sign-up was refused: ${JSON.stringify(outcome.errors)}`)
  return milliseconds
}
