import { percentile } from '../measure.js'
import { canAnswer } from './compare-answers.js'
import type { Ground } from './ground.js'
import { sendLoad } from './load.js'
import { postgresCpu } from './postgres-cpu.js'
import { cpuOf, memoryOf, type Running } from './processes.js'
import type { Question, Server } from './questions.js'
import { requestFor } from './servers.js'

/** What one server did with one question: the medians of its rounds. */
export interface Measured {
  readonly server: Server
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Milliseconds of the server's CPU for each request. */
  readonly cpu: number
  /** The same of all of PostgreSQL. */
  readonly databaseCpu: number
  /** Megabytes, after the load. */
  readonly memory: number
}

/** How long is measured. */
export interface Duration {
  readonly rounds: number
  readonly warmUp: number
  readonly seconds: number
  /** The process number of the PostgreSQL that all of them ask. */
  readonly postmaster: number
}

const differentRequests = 2000
let turns = 0

/** Asks one question of every server in interleaved rounds: whatever else the machine does befalls all of them. */
export async function measureQuestion(
  running: ReadonlyMap<Server, Running>,
  { question, ground, duration }: { readonly question: Question; readonly ground: Ground; readonly duration: Duration },
): Promise<readonly Measured[]> {
  const rounds = new Map<Server, Measured[]>()
  for (let round = 0; round < duration.rounds; round += 1) {
    for (const [server, one] of running) {
      if (!canAnswer(server, question)) continue
      // The larger a program, the more it has to run before it runs as it will.
      const warmUp = round === 0 ? duration.warmUp * 10 : duration.warmUp
      const measured = await measureOnce(server, one, { question, ground, duration: { ...duration, warmUp } })
      rounds.set(server, [...(rounds.get(server) ?? []), measured])
    }
  }
  return [...rounds].map(([server, all]) => {
    const median = (of: (one: Measured) => number): number => percentile(all.map(of), 50)
    return {
      server,
      perSecond: median(({ perSecond }) => perSecond),
      p50: median(({ p50 }) => p50),
      p99: median(({ p99 }) => p99),
      cpu: median(({ cpu }) => cpu),
      databaseCpu: median(({ databaseCpu }) => databaseCpu),
      memory: median(({ memory }) => memory),
    }
  })
}

async function measureOnce(
  server: Server,
  { port, pid }: Running,
  { question, ground, duration }: { readonly question: Question; readonly ground: Ground; readonly duration: Duration },
): Promise<Measured> {
  const requests = Array.from({ length: differentRequests }, () =>
    requestFor(server, { question, ground }, (turns += 1)),
  )
  const [before, databaseBefore] = [await cpuOf(pid), await postgresCpu(duration.postmaster)]
  const { answered, wrong, ...figures } = await sendLoad({
    ...{ port, requests, connections: question.connections },
    ...{ warmUp: duration.warmUp, seconds: duration.seconds },
  })
  if (Object.keys(wrong).length > 0) throw new Error(`${server} (${question.mark}): ${JSON.stringify(wrong)}`)
  const cpu = ((await cpuOf(pid)) - before) / answered
  const databaseCpu = ((await postgresCpu(duration.postmaster)) - databaseBefore) / answered
  return { server, ...figures, cpu, databaseCpu, memory: await memoryOf(pid) }
}
