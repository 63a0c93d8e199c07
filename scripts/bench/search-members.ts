import { ask, clientsOf } from './app.js'
import type { Bed } from './bed.js'
import { type Figure, percentile, round, timed } from './measure.js'

const searches = [
  ...['okonkwo ada', 'ADA OK', 'Andre', 'mensah', 'okyere', 'kofi boateng', 'person4711', '4711', 'family400'],
  ...['zoe muller', 'a', 'ok', 'nobody of this name', 'ma', '+233 24 1012345', 'ama@people', 'xy'],
]
const rounds = 15

/** How long a page of a search takes, request and answer included, in a church whose roll is planted. */
export async function measureSearch(bed: Bed, subdomain: string): Promise<readonly Figure[]> {
  const clients = await clientsOf(bed, { subdomains: [subdomain] })
  try {
    const [api] = clients.apis
    const find = (search: string, more = '') =>
      timed(() => ask(api, `{ members(search: "${search}" ${more}) { nodes { id firstName lastName } } }`))
    for (const search of searches) await find(search)
    const times = new Map<string, number[]>(searches.map((search) => [search, []]))
    for (let turn = 0; turn < rounds; turn += 1) {
      for (const search of searches) times.get(search)?.push(await find(search))
    }
    const all = [...times.values()].flat()
    const [slowest = '', slow = []] =
      [...times].toSorted(([, a], [, b]) => percentile(b, 50) - percentile(a, 50))[0] ?? []
    const p95 = percentile(all, 95)
    return [
      {
        name: 'search, a page of 25 over HTTP, p50',
        measured: `${round(percentile(all, 50))} ms`,
        wanted: '',
        reached: null,
      },
      { name: `search, p95 of ${all.length}`, measured: `${round(p95)} ms`, wanted: '≤ 20 ms', reached: p95 <= 20 },
      {
        ...{ name: `the slowest search, “${slowest}”, p50`, measured: `${round(percentile(slow, 50))} ms` },
        ...{ wanted: '', reached: null },
      },
    ]
  } finally {
    await clients.close()
  }
}
