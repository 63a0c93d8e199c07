import { setTimeout as sleep } from 'node:timers/promises'
import { type Figure, percentile, round } from '../measure.js'
import { Crowd } from './crowd.js'
import type { StagedChurch } from './stage.js'
import { inWords, isWhole, newestOf, sumOf, type Tally, tallyOf } from './tally.js'
import { createEvent, type Theatre } from './theatre.js'

const size = { churches: 10, listeners: 20 }
/** Milliseconds of load before a fault, and of what is paused or away. */
const [before, away] = [400, 800]

const overflow = 'pause readers until their queues overflow'
const flooding = { messages: 400, characters: 5_000, authors: 4 }

interface Scene {
  readonly theatre: Theatre
  readonly crowd: Crowd
  readonly churches: readonly StagedChurch[]
}

/** What can happen, by what is told of it. */
const faults: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  'kill -9 the server': ({ theatre }) => theatre.restart('SIGKILL'),
  'kill Redis': async ({ theatre: { redis } }) => {
    await redis.kill()
    await sleep(away)
    await redis.restart()
  },
  'cut the database connections': ({ theatre: { bed } }) =>
    bed.database.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()
         and usename <> current_user and datname = current_database()`,
    ),
  [overflow]: async ({ theatre, crowd: { pids }, churches: [church] }) => {
    const [pid = 0] = pids
    process.kill(pid, 'SIGSTOP')
    if (church) await flood(theatre, church)
    process.kill(pid, 'SIGCONT')
  },
}

/**
 * Tells one church more than what the kernel takes for a reader who is away (some MB of a socket) and its queue of 100;
 * less than the 1,000 that are replayed when it is back.
 */
async function flood({ port }: Theatre, church: StagedChurch): Promise<void> {
  let left = flooding.messages
  const write = async (): Promise<void> => {
    for (; left > 0; left -= 1) await createEvent(port, church, 'x'.repeat(flooding.characters))
  }
  await Promise.all(Array.from({ length: flooding.authors }, write))
}

/** Each fault so many times, while every church is told things; counted by the clients against the rows. */
export async function measureFaults(theatre: Theatre, times: number): Promise<readonly Figure[]> {
  const churches = await theatre.stage('faults', size)
  const crowd = new Crowd(theatre.port, 2)
  try {
    await crowd.open(churches, { from: 0, to: size.listeners, after: new Map(), isWide: true })
    const figures: Figure[] = []
    for (const [name, make] of Object.entries(faults)) {
      const rounds: Round[] = []
      for (let time = 0; time < times; time += 1) rounds.push(await oneRound({ theatre, crowd, churches }, make))
      const tally = sumOf(rounds.map((one) => one.tally))
      const back = percentile(
        rounds.map(({ recovered }) => recovered),
        50,
      )
      const resyncs = rounds.reduce((sum, one) => sum + one.resyncs, 0)
      figures.push({
        name: `${name}, ${times} times under load`,
        measured: `${inWords(tally)}; ${resyncs} times a client was told to resync (all caught up ${round(back / 1000)} s after the load, p50)`,
        wanted: 'none lost, doubled or foreign',
        reached:
          isWhole(tally) && tally.expected > 0 && (make !== faults[overflow] || rounds.every((one) => one.resyncs > 0)),
      })
    }
    return figures
  } finally {
    crowd.close()
  }
}

interface Round {
  readonly tally: Tally
  /** How often a client was told to fetch anew. */
  readonly resyncs: number
  /** Milliseconds from the end of the load until nobody is behind. */
  readonly recovered: number
}

async function oneRound(scene: Scene, make: (scene: Scene) => Promise<unknown>): Promise<Round> {
  const { theatre, crowd, churches } = scene
  const after = await newestOf(theatre.bed, churches)
  let isOver = false
  const write = async (church: StagedChurch): Promise<void> => {
    while (!isOver) {
      // What is refused while something is away was not committed, or was: the rows will tell.
      await createEvent(theatre.port, church)
      await sleep(50)
    }
  }
  const writers = Promise.all(churches.map(write))
  await sleep(before)
  await make(scene)
  await sleep(before)
  isOver = true
  await writers
  const begun = performance.now()
  await crowd.caughtUp(await newestOf(theatre.bed, churches))
  // What is sent twice comes late.
  await sleep(200)
  const recovered = performance.now() - begun
  const heard = await crowd.take()
  const resyncs = heard.reduce((sum, one) => sum + one.resyncs, 0)
  return { recovered, resyncs, tally: await tallyOf(theatre.bed, heard, after) }
}
