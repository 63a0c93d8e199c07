import { newPrivateKey } from '../../src/platform/access-tokens.js'
import type { Api } from '../../src/testing/api.js'
import { statementsOf } from '../../src/testing/count-statements.js'
import { apiFor, ask, placeOf, serve, type Served, tokenFor } from './app.js'
import type { Bed } from './bed.js'
import { type Figure, percentile, round, timed } from './measure.js'
import { onePerRequest, onePerStatement } from './open-gate.js'

/** A request of one statement to the church. */
export const one = '{ viewer { email } }'
/** A request of six statements to the church. */
export const six = `{ events(first: 5) { nodes { id } } announcements(first: 5) { nodes { id } } members(first: 5) { nodes { id } }
  notifications(first: 5) { nodes { id } } event(id: "01890a5d-ac96-774b-bcce-b302099a8057") { id } }`

/**
 * How much longer a request takes behind the gate than without one: the same server and the same resolvers over the same
 * tables, without transactions, roles and paths.
 */
export async function measureGate(bed: Bed, rounds: number): Promise<readonly Figure[]> {
  const subdomain = 'bench-church-0'
  const place = await placeOf(bed, subdomain)
  const plain = onePerStatement(bed.database, place)
  const single = onePerRequest(bed.database, place)
  const key = newPrivateKey()
  const gated = await serve({ bed, gate: bed.database.gate, key })
  const perStatement = await serve({ bed, gate: plain.gate, key })
  const perRequest = await serve({ bed, gate: single.gate, key })
  try {
    const token = await tokenFor(bed, { app: gated.app, subdomain })
    const api = ({ port }: Served): Api => apiFor({ port, subdomain, token })
    const sides = { gated: api(gated), perStatement: api(perStatement), perRequest: api(perRequest) }
    return [...(await compare(one, 1.35, { sides, rounds })), ...(await compare(six, 1.15, { sides, rounds }))]
  } finally {
    for (const { app } of [gated, perStatement, perRequest]) await app.close()
    await Promise.all([plain.close(), single.close()])
  }
}

type Side = 'gated' | 'perStatement' | 'perRequest'

interface Comparison {
  readonly sides: Readonly<Record<Side, Api>>
  readonly rounds: number
}

async function compare(query: string, limit: number, { sides, rounds }: Comparison): Promise<readonly Figure[]> {
  const askOn = (side: Side): Promise<void> => ask(sides[side], query)
  const order: Side[] = ['gated', 'perStatement', 'perRequest']
  for (let index = 0; index < 100; index += 1) await Promise.all(order.map(askOn))
  const sent = (await statementsOf(() => askOn('perStatement'))).length
  const times: Record<Side, number[]> = { gated: [], perStatement: [], perRequest: [] }
  // Turn by turn, so that whatever else the machine does befalls all; and nobody always comes after the same.
  for (let index = 0; index < rounds; index += 1) {
    for (const side of index % 2 ? order : order.toReversed()) times[side].push(await timed(() => askOn(side)))
  }
  const p50 = (side: Side): number => percentile(times[side], 50)
  const beside = (name: string, side: Side): Figure => {
    const ratio = p50('gated') / p50(side)
    const measured = `${round(ratio)} × (${round(p50('gated'))} ms, without ${round(p50(side))} ms)`
    return { name, measured, wanted: `≤ ${limit} ×`, reached: ratio <= limit }
  }
  return [
    beside(`the gate, a request of ${sent - 1} church and 1 control statements`, 'perStatement'),
    beside('– beside one pipelined connection without gate', 'perRequest'),
  ]
}
