import type { Session } from '../db/session.js'
import type { OutboxTables } from '../db/tables.generated.js'
import type { Log } from '../log.js'
import type { Stored } from './announcement.js'
import { forgetTogether } from './forget-sent.js'
import { lockLeftBehind, removeSent } from './outbox.repository.js'

/** Hands one message to the transport. */
export type Publish = (message: Stored) => Promise<void>

/** What the relay needs: the outbox of each cell, and the way out. */
export interface RelayOptions {
  readonly cells: readonly string[]
  readonly openOutbox: (cell: string) => Session<OutboxTables>
  /**
   * How the messages of each topic leave: resolves when the transport has taken one, rejects when it has not. Topics that
   * are not here were written by a newer version; they wait for a process that knows them.
   */
  readonly topics: Readonly<Record<string, Publish>>
  readonly log: Log
  /** Milliseconds between two looks for messages that were left behind. */
  readonly sweepEvery?: number
}

/** Carries committed messages out of the process, each at least once. */
export interface Relay {
  /** Publishes at once what has just been committed in `cell`, in the background. Never throws. */
  committed(cell: string, stored: readonly Stored[]): void
  /** Publishes what other, dead or cut-off processes left behind; returns how many. Throws when the transport is away. */
  sweep(cell: string): Promise<number>
  /** Stops looking, after what is under way. */
  close(): Promise<void>
}

/** How many messages one sweep takes; each is held locked while it is published. */
const sweepSize = 100

/**
 * Starts a relay. The message leaves the outbox only once the transport has it: a process that dies in between leaves it
 * for the next sweep, of any process, and listeners know a repeated message by its sequence.
 */
export function startRelay(options: RelayOptions): Relay {
  const { cells, openOutbox, topics, log, sweepEvery = 2000 } = options
  const forgetSent = forgetTogether(openOutbox)
  const underWay = new Set<Promise<unknown>>()
  const track = (work: Promise<unknown>): void => {
    const tracked = work.finally(() => underWay.delete(tracked))
    underWay.add(tracked)
  }

  const sweep = (cell: string): Promise<number> => sweepOutbox(openOutbox(cell), topics)
  const sweepAll = async (): Promise<void> => {
    // All at once: one that is away keeps none of the others waiting.
    await Promise.all(
      cells.map((cell) =>
        // The rows are still there: the next round tries again.
        sweep(cell).catch((error: unknown) =>
          log.warn({ cell, error: String(error) }, 'the outbox could not be swept'),
        ),
      ),
    )
  }
  let sweeping = false
  const timer = setInterval(() => {
    if (sweeping) return
    sweeping = true
    track(sweepAll().finally(() => (sweeping = false)))
  }, sweepEvery)

  return {
    committed: (cell, stored) => track(publishNow(stored, topics).then((sent) => forgetSent(cell, sent))),
    sweep,
    async close() {
      clearInterval(timer)
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
}

/** Resolves to the ids of those that the transport has taken. Never throws. */
async function publishNow(stored: readonly Stored[], topics: RelayOptions['topics']): Promise<readonly string[]> {
  const sent: string[] = []
  // In order, and no later one after a failure: the sweep will send the rest in order too.
  for (const message of stored) {
    try {
      const publish = topics[message.topic]
      if (!publish) break
      await publish(message)
      sent.push(message.id)
    } catch {
      break
    }
  }
  return sent
}

function sweepOutbox(outbox: Session<OutboxTables>, topics: RelayOptions['topics']): Promise<number> {
  return outbox.transaction(
    async (db) => {
      const left = await lockLeftBehind(db, { topics: Object.keys(topics), limit: sweepSize })
      for (const message of left) await topics[message.topic]?.(message)
      await removeSent(
        db,
        left.map(({ id }) => id),
      )
      return left.length
    },
    () => true,
  )
}
