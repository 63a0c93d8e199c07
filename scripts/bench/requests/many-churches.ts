import type { Bed } from '../bed.js'
import { percentile } from '../measure.js'
import { type Ground, plantChurches } from './ground.js'
import { sendLoad } from './load.js'
import { cpuOf, type Running } from './processes.js'
import type { Question } from './questions.js'
import { requestFor } from './servers.js'

const few = 10
const rounds = 3
/**
 * Seconds before each measurement. The first time it is as long as it takes to ask each church some twenty times: PostgreSQL
 * plans a statement anew the first five times it runs.
 */
const warmUp = { first: 25, later: 2 }

/** Plants churches of sixty members. */
export function plantMany(bed: Bed, { key, count }: { readonly key: string; readonly count: number }) {
  const subdomains = Array.from({ length: count }, (_, index) => `bench-many-${index}`)
  return plantChurches(bed, { key, subdomains, size: { members: 60, people: 1 } })
}

/** By how much more a request costs (the server's CPU) and takes (p50) when all churches are asked in turn, beside ten. */
export async function measureSpread(
  { port, pid }: Running,
  { grounds, question }: { readonly grounds: readonly Ground[]; readonly question: Question },
): Promise<{ readonly cpu: number; readonly p50: number }> {
  const figures = { few: [] as { cpu: number; p50: number }[], all: [] as { cpu: number; p50: number }[] }
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, churches] of [
      ['few', grounds.slice(0, few)],
      ['all', grounds],
    ] as const) {
      const requests = Array.from({ length: 2000 }, (_, turn) => {
        const ground = churches[turn % churches.length]
        if (!ground) throw new Error('There is no church.')
        return requestFor('faithflow', { question, ground }, turn)
      })
      const before = await cpuOf(pid)
      const { answered, p50, wrong } = await sendLoad({
        ...{ port, requests, connections: 16 },
        ...{ warmUp: round === 0 ? warmUp.first : warmUp.later, seconds: 8 },
      })
      if (Object.keys(wrong).length > 0) throw new Error(`many churches: ${JSON.stringify(wrong)}`)
      figures[name].push({ cpu: ((await cpuOf(pid)) - before) / answered, p50 })
    }
  }
  const ratio = (of: (one: { cpu: number; p50: number }) => number): number =>
    percentile(figures.all.map(of), 50) / percentile(figures.few.map(of), 50)
  return { cpu: ratio(({ cpu }) => cpu), p50: ratio(({ p50 }) => p50) }
}
