import { setTimeout as sleep } from 'node:timers/promises'
import { type Figure, round } from '../measure.js'
import type { Crowd } from './crowd.js'
import type { StagedChurch } from './stage.js'
import { newestOf } from './tally.js'
import { createEvent, type Theatre } from './theatre.js'

/** Where a message is sent: to the sockets of one church, beside those of the others. */
export interface Stalls {
  readonly theatre: Theatre
  readonly crowd: Crowd
  readonly church: StagedChurch
  readonly churches: readonly StagedChurch[]
}

/** Milliseconds for one message, of both kinds of CPU time; and what of it went into collecting garbage. */
export interface MessageCost {
  readonly cpu: number
  readonly garbage: number
}

/** Twenty a second: at four, each finds caches that everything else on the machine has used meanwhile. */
const messages = 500
const uncounted = 300
/** Milliseconds in which each socket is pinged once, whatever else happens. */
const period = 25_000

/**
 * What one message costs the server, from the request that causes it, beyond what its sockets cost anyway: the same
 * length of time is measured with messages and without.
 */
export async function messageCost(stalls: Stalls): Promise<MessageCost> {
  // What the bench itself asks for collects all garbage at once, and V8 then allows little of it for a while.
  for (let sent = 0; sent < uncounted; sent += 1) await tell(stalls)
  await caughtUp(stalls)
  const idle = await during(stalls, () => sleep(period))
  const busy = await during(stalls, async () => {
    const begun = performance.now()
    for (let sent = 0; sent < messages; sent += 1) {
      await tell(stalls)
      await sleep(Math.max(0, begun + (sent + 1) * (period / messages) - performance.now()))
    }
    await caughtUp(stalls)
  })
  return {
    cpu: (busy.cpu - idle.cpu * (busy.took / idle.took)) / messages,
    garbage: (busy.garbage - idle.garbage * (busy.took / idle.took)) / messages,
  }
}

/** Whether a message costs more beside sockets of other churches than beside none. */
export function costFigure(audience: string, { alone, among }: Record<'alone' | 'among', MessageCost>): Figure {
  const ratio = among.cpu / alone.cpu
  const inWords = ({ cpu, garbage }: MessageCost): string => `${round(cpu)} ms, of it garbage ${round(garbage)} ms`
  return {
    name: `a message to ${audience}, CPU of the server without what the same sockets cost in silence`,
    measured: `${round(ratio)} × (${inWords(among)}; beside none ${inWords(alone)})`,
    wanted: '≤ 1.25 ×',
    reached: ratio <= 1.25,
  }
}

async function tell({ theatre: { port }, church }: Stalls): Promise<void> {
  if (!(await createEvent(port, church))) throw new Error('An event could not be created.')
}

const caughtUp = async ({ theatre: { bed }, crowd, churches }: Stalls): Promise<void> =>
  crowd.caughtUp(await newestOf(bed, churches))

async function during({ theatre }: Stalls, work: () => Promise<unknown>) {
  const before = await theatre.server().ask('cpu')
  const begun = performance.now()
  await work()
  const took = performance.now() - begun
  const after = await theatre.server().ask('cpu')
  return { took, cpu: after.cpu - before.cpu, garbage: after.garbage - before.garbage }
}
