import { ask, clientsOf } from './app.js'
import { type Bed, withBed } from './bed.js'
import { buildChurches } from './build-churches.js'
import { one, six } from './gate.js'
import { type Figure, percentile, round, timed } from './measure.js'
import { signUp } from './sign-up.js'

const few = 10

/** The names of the churches that are signed up. */
export const subdomainsOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `bench-church-${index}`)

/**
 * Requests in turn to a database of ten churches and to `big`, so that whatever else the machine does befalls both: to ten
 * churches of it again and again, and to another of `subdomains` each time.
 */
export function measureRequests(
  big: Bed,
  { churches, subdomains }: { readonly churches: number; readonly subdomains: readonly string[] },
): Promise<readonly Figure[]> {
  return withBed(async (small) => {
    await buildChurches(small, few)
    const ten = subdomainsOf(few)
    for (const subdomain of ten) await signUp(small, subdomain)
    const little = await clientsOf(small, { subdomains: ten })
    const much = await clientsOf(big, { subdomains: ten })
    const spread = await clientsOf(big, { subdomains })
    try {
      const sides = { little: little.apis, much: much.apis, spread: spread.apis }
      const name = (statements: number): string =>
        `a request of ${statements} church statements, p50, at ${churches} churches beside ${few}`
      return [
        ...figuresOf(name(1), await interleaved(one, sides)),
        ...figuresOf(name(6), await interleaved(six, sides)),
      ]
    } finally {
      for (const clients of [little, much, spread]) await clients.close()
    }
  })
}

type Side = 'little' | 'much' | 'spread'

async function interleaved(
  query: string,
  sides: Readonly<Record<Side, readonly Parameters<typeof ask>[0][]>>,
): Promise<Readonly<Record<Side, number>>> {
  const times: Record<Side, number[]> = { little: [], much: [], spread: [] }
  for (let turn = 0; turn < 1200; turn += 1) {
    for (const side of ['little', 'much', 'spread'] as const) {
      const apis = sides[side]
      const took = await timed(() => ask(apis[turn % apis.length], query))
      // The first ones open connections and warm everything up.
      if (turn >= 200) times[side].push(took)
    }
  }
  const p50 = (side: Side): number => percentile(times[side], 50)
  return { little: p50('little'), much: p50('much'), spread: p50('spread') }
}

function figuresOf(name: string, { little, much, spread }: Readonly<Record<Side, number>>): readonly Figure[] {
  const beside = (side: number): string => `${round(side / little)} × (${round(side)} ms beside ${round(little)} ms)`
  return [
    { name, measured: beside(much), wanted: '', reached: null },
    { name: '– each to another church', measured: beside(spread), wanted: '', reached: null },
  ]
}
