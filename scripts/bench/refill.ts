import { openWarmPool } from '../../src/app/found-churches.js'
import { createLog } from '../../src/platform/log.js'
import type { Api } from '../../src/testing/api.js'
import { ask, clientsOf } from './app.js'
import type { Bed } from './bed.js'
import { six } from './gate.js'
import { type Figure, percentile, round, timed } from './measure.js'

const stretchMs = 3000

/** How fast the pool is refilled behind running requests, and what that costs them: in turns, so that both meet the same machine. */
export async function measureRefill(bed: Bed, stretches: number): Promise<readonly Figure[]> {
  const { apis, close } = await clientsOf(bed, { subdomains: ['bench-church-0'] })
  const times: Times = { quiet: [], filling: [] }
  let [built, filledFor] = [0, 0]
  try {
    await requests(apis[0], [])
    for (let stretch = 0; stretch < stretches; stretch += 1) {
      await requests(apis[0], times.quiet)
      const before = await countChurches(bed)
      const filler = openWarmPool(bed.database, 1e6, createLog('warn'))
      filler.refill()
      filledFor += await timed(async () => {
        await requests(apis[0], times.filling)
        await filler.close()
      })
      built += (await countChurches(bed)) - before
    }
  } finally {
    await close()
  }
  return figuresOf(times, (built * 1000) / filledFor)
}

interface Times {
  readonly quiet: number[]
  readonly filling: number[]
}

/** Two clients at once: while one answer is written, the next request is read. */
async function requests(api: Api | undefined, into: number[]): Promise<void> {
  const until = performance.now() + stretchMs
  const client = async (): Promise<void> => {
    while (performance.now() < until) into.push(await timed(() => ask(api, six)))
  }
  await Promise.all([client(), client()])
}

function figuresOf({ quiet, filling }: Times, rate: number): readonly Figure[] {
  const beside = (hundredths: number): { readonly ratio: number; readonly text: string } => {
    const [with_, without] = [percentile(filling, hundredths), percentile(quiet, hundredths)]
    return {
      ratio: with_ / without,
      text: `${round(with_ / without)} × (${round(with_)} ms, without ${round(without)} ms)`,
    }
  }
  const [p50, p95] = [beside(50), beside(95)]
  return [
    {
      name: 'the pool is refilled behind running requests',
      measured: `${round(rate)} churches/s`,
      wanted: '≥ 5/s',
      reached: rate >= 5,
    },
    { name: '– which slows them, p50', measured: p50.text, wanted: '≤ 1.25 ×', reached: p50.ratio <= 1.25 },
    { name: '– p95', measured: p95.text, wanted: '', reached: null },
  ]
}

async function countChurches({ database }: Bed): Promise<number> {
  const { rows } = await database.owner.query<{ count: number }>('select count(*)::int as count from control.church')
  return rows[0]?.count ?? 0
}
