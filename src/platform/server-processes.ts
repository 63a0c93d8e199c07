import cluster, { type Worker } from 'node:cluster'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from './log.js'

/** Which processes are wanted. */
export interface ProcessOptions {
  readonly count: number
  /** Variables that they get beside those of this process; FAITHFLOW_WORKER numbers them. */
  readonly variables: Readonly<Record<string, string>>
  readonly log: Log
  /** The program's file; this process's own unless given. */
  readonly program?: string
  /** Milliseconds before the first try to replace one that died; each further try waits twice as long. */
  readonly pause?: number
}

/** Processes that are kept alive. */
export interface Processes {
  /** Asks all of them to end (SIGTERM), waits until they are gone, and replaces none any more. */
  stop(): Promise<void>
}

/** A process ended before it was ready. What was wrong it has said itself. */
export class EndedEarly extends Error {
  override readonly name = 'EndedEarly'
}

/** The longest wait before a try; from then on somebody has to look. */
const longestPause = 30_000
/** One that lived so long is replaced as if it were the first that died. */
const healedAfter = 60_000

/**
 * Starts `count` processes of this program, which listen to the same ports, and replaces each that ends. Resolves when all
 * are ready. Rejects with EndedEarly when one ends before that; then none is left.
 */
export async function startProcesses(options: ProcessOptions): Promise<Processes> {
  cluster.setupPrimary(options.program === undefined ? {} : { exec: options.program, args: [] })
  const kept: Kept[] = []
  const stop = async (): Promise<void> => void (await Promise.all(kept.map((one) => one.stop())))
  try {
    // The first alone: what stops one stops all of them, and is said once; what is made at a first start is made once.
    kept.push(await keepProcess(1, options))
    const others = Array.from({ length: options.count - 1 }, (_, index) => keepProcess(index + 2, options))
    const settled = await Promise.allSettled(others)
    kept.push(...settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))
    if (kept.length < options.count) throw new EndedEarly()
    return { stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Told by a process that `startProcesses` started, when it serves and may be stopped in order; nobody else is told. */
export const sayReady = (): void => void cluster.worker?.send(ready)

/** Lets go of the process that started this one, so that it can end. */
export const leave = (): void => void cluster.worker?.disconnect()

const ready = 'ready'

type Kept = Processes

async function keepProcess(number: number, options: ProcessOptions): Promise<Kept> {
  const stopping = new AbortController()
  let current = fork(number, options)
  if (!(await current.isReady)) throw new EndedEarly()

  const keepUp = async (): Promise<void> => {
    for (let pause = options.pause ?? 100; ; pause *= 2) {
      const end = await current.ended
      if (stopping.signal.aborted) return
      if (end.lived > healedAfter) pause = options.pause ?? 100
      tellEnd(options.log, { worker: number, ...end, pause: Math.min(pause, longestPause) })
      await sleep(Math.min(pause, longestPause), null, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      current = fork(number, options)
    }
  }
  const keptUp = keepUp()
  return {
    async stop() {
      stopping.abort()
      current.worker.process.kill('SIGTERM')
      await keptUp
    },
  }
}

/** Sooner or later the next one stands, or a person has to look. */
function tellEnd(log: Log, end: End & { readonly worker: number; readonly pause: number }): void {
  if (end.pause < longestPause) log.warn(end, 'a worker ended and is replaced')
  else log.error(end, 'a worker ends again and again')
}

interface End {
  readonly pid: number | null
  readonly code: number | null
  readonly signal: string | null
  /** Milliseconds. */
  readonly lived: number
}

interface Forked {
  readonly worker: Worker
  readonly isReady: Promise<boolean>
  readonly ended: Promise<End>
}

function fork(number: number, { variables }: ProcessOptions): Forked {
  const born = performance.now()
  const worker = cluster.fork({ ...variables, FAITHFLOW_WORKER: String(number) })
  const ended = new Promise<End>((resolve) => {
    const end = (code: number | null, signal: string | null): void =>
      resolve({ pid: worker.process.pid ?? null, code, signal, lived: Math.round(performance.now() - born) })
    worker.once('exit', end)
    // It could not be started, or not be spoken to.
    worker.on('error', () => {
      worker.process.kill('SIGKILL')
      end(null, null)
    })
  })
  const isReady = new Promise<boolean>((resolve) => {
    worker.on('message', (message) => message === ready && resolve(true))
    void ended.then(() => resolve(false))
  })
  return { worker, isReady, ended }
}
