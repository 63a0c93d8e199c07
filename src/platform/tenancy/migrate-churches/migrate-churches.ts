import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Migration } from '../migrations.js'
import { bringUp, type Outcome } from './bring-up.js'
import type { ChurchQueue, FinishedChurch, QueuedChurch, QueueState } from './church-queue.js'

/** What a run needs. */
export interface MigrationRun {
  readonly queue: ChurchQueue
  /** Connections to each cell that may become the owner of the churches, without a pooler in between. */
  readonly cells: ReadonlyMap<string, Pool>
  /** The steps of a church, in order. */
  readonly migrations: readonly Migration[]
  readonly workers: number
  /** Names this run's workers among those of other machines. */
  readonly name: string
  /** Told of each church as it ends, and before that of each that has to wait for a lock. */
  readonly report?: (church: QueuedChurch, outcome: Outcome) => void
  /** Told now and then how far all churches are. */
  readonly progress?: (state: QueueState) => void
  /** Ends the run after the churches under way; the rest is given back. */
  readonly signal?: AbortSignal
  /** Milliseconds between two renewals of what a worker has; far below the time a lease lasts. */
  readonly renewEvery?: number
}

/** How a run ended. */
export interface RunEnd {
  readonly state: QueueState
  /** BREAKER: too many churches failed. ASKED: the signal came. Null: nothing waits any more. */
  readonly stopped: 'BREAKER' | 'ASKED' | null
}

/** Five failures stop a run, unless they are fewer than one in a hundred of the churches that were tried. */
export const breakerIsOpen = ({ done, failed }: QueueState): boolean => failed >= 5 && failed * 100 >= done + failed

/** After so many tries against a lock, some two minutes, a church counts as failed. */
const mostWaits = 20
const longestWait = 10
const idleMs = 200

/** Churches a worker tells the catalogue of at once; until then they answer CHURCH_UPGRADING. */
const finishTogether = 5

/**
 * Brings every church of the queue up to date, beside any number of other runs. Ends when nothing waits, not even in
 * other runs; throws when a database cannot be reached, and then gives back what it took.
 */
export async function migrateChurches(run: MigrationRun): Promise<RunEnd> {
  await run.queue.plan()
  const abort = new AbortController()
  const signal = run.signal ? AbortSignal.any([run.signal, abort.signal]) : abort.signal
  const names = Array.from({ length: run.workers }, (_, index) => `${run.name}/${index + 1}`)
  const ends = await Promise.allSettled(
    names.map((name) =>
      work({ ...run, signal }, name).catch((error: unknown) => {
        abort.abort()
        throw error
      }),
    ),
  )
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
  const state = await run.queue.state()
  run.progress?.(state)
  if (state.waiting === 0) return { state, stopped: null }
  return { state, stopped: breakerIsOpen(state) ? 'BREAKER' : 'ASKED' }
}

type Work = MigrationRun & { readonly signal: AbortSignal }

async function work(run: Work, name: string): Promise<void> {
  const { queue, signal, renewEvery = 10_000 } = run
  // A renewal that fails costs the lease, and the lease protects only from double work.
  const renewal = setInterval(() => void queue.renew(name).catch(() => undefined), renewEvery)
  const finished: FinishedChurch[] = []
  try {
    while (!signal.aborted) {
      const state = await queue.state()
      run.progress?.(state)
      if (state.waiting === 0 || breakerIsOpen(state)) return
      const churches = await queue.claim(name)
      for (const church of churches) {
        if (signal.aborted || (await settle(run, church, finished))) break
        if (finished.length >= finishTogether) await queue.finish(finished.splice(0))
      }
      if (finished.length > 0) await queue.finish(finished.splice(0))
      if (churches.length > 0) await queue.release(name)
      else await waitForOthers(run)
    }
  } finally {
    clearInterval(renewal)
    await queue.release(name).catch(() => undefined)
  }
}

/** Others have the rest, or it waits for a lock; meanwhile churches may have been born behind. */
async function waitForOthers({ queue, signal }: Work): Promise<void> {
  await sleep(idleMs, undefined, { signal }).catch(() => undefined)
  if (!signal.aborted) await queue.plan()
}

/** Brings one church up and writes down what became of it, or adds it to `finished`; true when it failed. */
async function settle(run: Work, church: QueuedChurch, finished: FinishedChurch[]): Promise<boolean> {
  const { queue, report } = run
  const outcome = patient(church, await bringUpIn(run, church))
  report?.(church, outcome)
  switch (outcome.kind) {
    case 'DONE':
      finished.push({ id: church.id, version: outcome.version })
      return false
    case 'LOCKED':
      await queue.postpone(church.id, Math.min(2 ** church.waits / 4, longestWait))
      return false
    case 'FAILED':
    default:
      await queue.fail(church.id, outcome)
      return true
  }
}

const patient = ({ waits }: QueuedChurch, outcome: Outcome): Outcome =>
  outcome.kind === 'LOCKED' && waits >= mostWaits
    ? { kind: 'FAILED', step: null, statement: null, error: `its tables stayed locked for ${waits} tries (55P03)` }
    : outcome

async function bringUpIn({ cells, migrations }: Work, church: QueuedChurch): Promise<Outcome> {
  const pool = cells.get(church.place.cell)
  if (!pool) return failed(`this program has no connection to its cell ${church.place.cell}`)
  const client = await pool.connect()
  try {
    const outcome = await bringUp(client, church, migrations)
    client.release()
    return outcome
  } catch (error) {
    client.release(true)
    throw error
  }
}

const failed = (error: string): Outcome => ({ kind: 'FAILED', step: null, statement: null, error })
