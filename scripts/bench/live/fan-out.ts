import { setTimeout as sleep } from 'node:timers/promises'
import { type Figure, percentile, round } from '../measure.js'
import { Crowd } from './crowd.js'
import { costFigure, messageCost } from './message-cost.js'
import type { Probed } from './probe.js'
import type { StagedChurch } from './stage.js'
import { delaysOf, inWords, isWhole, newestOf, sumOf, type Tally, tallyOf } from './tally.js'
import { createEvent, type Theatre } from './theatre.js'

/** How many churches listen, with how many sockets each. */
export interface Audience {
  readonly churches: number
  readonly listeners: number
  /** Client processes. */
  readonly clients: number
}

const kilobyte = 1024

/** Sockets of many churches on one process: what they cost, how fast they hear, and whether they hear what is theirs. */
export async function measureFanOut(theatre: Theatre, audience: Audience): Promise<readonly Figure[]> {
  const churches = await theatre.stage('live', audience)
  const [first, ...others] = churches
  if (!first) throw new Error('There are no churches.')
  const crowd = new Crowd(theatre.port, audience.clients)
  try {
    const scene = { theatre, crowd, churches, audience }
    await warmUp(scene, first)
    const memory = await measureOpening(scene, { first, others })
    return [...memory, ...(await measureReach(scene)), ...(await measureBurst(scene))]
  } finally {
    crowd.close()
  }
}

interface Scene {
  readonly theatre: Theatre
  readonly crowd: Crowd
  readonly churches: readonly StagedChurch[]
  readonly audience: Audience
}

const caughtUp = async ({ theatre, crowd, churches }: Omit<Scene, 'audience'>): Promise<void> =>
  crowd.caughtUp(await newestOf(theatre.bed, churches))

/** Everything that is compiled, opened or remembered at first use stays out of the figures. */
async function warmUp({ theatre: { port, bed }, churches, crowd }: Scene, first: StagedChurch): Promise<void> {
  await crowd.open([first], { from: 0, to: 50, after: await newestOf(bed, churches) })
  for (let round = 0; round < 20; round += 1) await createEvent(port, first)
}

/** The cost of a message beside nobody and beside everybody, and of a socket that is silent. */
async function measureOpening(
  scene: Scene,
  { first, others }: { readonly first: StagedChurch; readonly others: readonly StagedChurch[] },
): Promise<readonly Figure[]> {
  const { theatre, crowd, audience } = scene
  const stalls = { ...scene, church: first }
  const after = await newestOf(theatre.bed, scene.churches)
  await crowd.open([first], { from: 50, to: audience.listeners, after })
  await caughtUp(scene)
  // Once before, so that what is compiled meanwhile does not count.
  await messageCost(stalls)
  // Both are measured behind the same: a collection of everything.
  await theatre.server().ask('memory')
  const alone = await messageCost(stalls)
  const quiet = await theatre.server().ask('memory')
  await crowd.open(others, { from: 0, to: audience.listeners, after: await newestOf(theatre.bed, scene.churches) })
  const opened = others.length * audience.listeners
  // Longer than anything lasts that opening leaves behind.
  await sleep(5000)
  const idle = await theatre.server().ask('memory')
  await caughtUp(scene)
  const among = await messageCost(stalls)
  return [
    ...memoryFigures(quiet, idle, opened),
    costFigure(`${audience.listeners} listeners beside ${opened} sockets of other churches`, { alone, among }),
  ]
}

function memoryFigures(before: Probed, idle: Probed, opened: number): readonly Figure[] {
  const heap = (idle.heap + idle.external - before.heap - before.external) / opened / kilobyte
  return [
    {
      name: `server memory of a socket that listens and is silent, of ${opened}: live heap and buffers`,
      measured: `${round(heap)} KB`,
      wanted: '≤ 20 KB',
      reached: heap <= 20,
    },
    {
      name: '– resident, with what the heap keeps free',
      measured: `${round((idle.rss - before.rss) / opened / kilobyte)} KB`,
      wanted: '',
      reached: null,
    },
  ]
}

/** Messages to one church after the other: how fast all of its listeners have each. */
async function measureReach(scene: Scene): Promise<readonly Figure[]> {
  const { theatre, crowd, churches, audience } = scene
  // Who listens is not looked up anew for each message: what sockets know of their viewers has grown old.
  await sleep(31_000)
  await crowd.take()
  const after = await newestOf(theatre.bed, churches)
  for (const church of churches) {
    await createEvent(theatre.port, church)
    await sleep(100)
  }
  await caughtUp(scene)
  const heard = await crowd.take()
  const [delays, tally] = [delaysOf(heard), await tallyOf(theatre.bed, heard, after)]
  const p99 = percentile(delays, 99)
  return [
    {
      name: `a church-wide notification, from its row to each of ${audience.listeners} listeners, among ${churches.length * audience.listeners} sockets, p99`,
      measured: `${round(p99)} ms (p50 ${round(percentile(delays, 50))} ms, last ${round(percentile(delays, 100))} ms)`,
      wanted: '≤ 100 ms',
      reached: p99 <= 100,
    },
    { name: '– counted by the clients', measured: inWords(tally), wanted: 'none', reached: isWhole(tally) },
  ]
}

/** A notification in every church at once. */
async function measureBurst(scene: Scene): Promise<readonly Figure[]> {
  const { theatre, crowd, churches } = scene
  const wholes: number[] = []
  const tallies: Tally[] = []
  for (let burst = 0; burst < 3; burst += 1) {
    const after = await newestOf(theatre.bed, churches)
    const begun = performance.timeOrigin + performance.now()
    await Promise.all(churches.map((church) => createEvent(theatre.port, church)))
    await caughtUp(scene)
    const heard = await crowd.take()
    wholes.push(heard.reduce((latest, { messages }) => Math.max(latest, messages.at(-1)?.at ?? 0), 0) - begun)
    tallies.push(await tallyOf(theatre.bed, heard, after))
  }
  const tally = sumOf(tallies)
  const slowest = Math.max(...wholes)
  return [
    {
      name: `${churches.length} notifications in ${churches.length} churches at once, from the first request to the last listener`,
      measured: `${round(slowest / 1000)} s at most of ${wholes.length} bursts (${wholes.map((one) => round(one / 1000)).join(', ')})`,
      wanted: '≤ 2 s',
      reached: slowest <= 2000,
    },
    { name: '– counted by the clients', measured: inWords(tally), wanted: 'none', reached: isWhole(tally) },
  ]
}
