import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Log } from '../log.js'
import type { Place } from './place.js'
import { provisionChurch } from './provision-church.js'

/** What a pool of built churches needs. */
export interface WarmPoolOptions {
  /** Connections that may create roles and schemas in the cell. */
  readonly owner: Pool
  readonly cell: string
  /** How many churches wait to be given away. */
  readonly target: number
  /** Enters a built church into the catalogue. */
  readonly register: (built: { readonly place: Place; readonly version: number }) => Promise<void>
  /** How many wait at the moment. */
  readonly count: () => Promise<number>
  readonly log: Log
}

/** Churches that are built ahead, so that signing up takes milliseconds. */
export interface WarmPool {
  /** The cells that new churches are put into, the one with the most room first. */
  openCells(): Promise<readonly string[]>
  /** Builds one more in the first of them, now. */
  build(): Promise<void>
  /** Fills the pool up in the background. Called while filling, it does nothing: the run under way sees the same gap. */
  refill(): void
  /** Stops filling, after the churches that are being built. */
  close(): Promise<void>
}

/** One filler at a time, whichever process it is in; the number only has to be ours. */
const fillerLock = `hashtextextended('faithflow warm pool', 42)`

/**
 * From the beginning of one church to that of the next, in milliseconds: six a second. Building takes a core of the
 * server for some 50 ms, which requests would notice if nothing came between (docs/benchmarks.md).
 */
const pace = 160

/** A server that is slow to build is busy: it is left alone for longer. */
const restAfter = (took: number): number => Math.max(pace - took, took / 2)

/** A pool for one cell. */
export function createWarmPool(options: WarmPoolOptions): WarmPool {
  const { target, count, log } = options
  let filling: Promise<void> | null = null
  const closing = new AbortController()
  const { signal } = closing

  const fill = async (): Promise<void> => {
    const filler = await options.owner.connect()
    try {
      const { rows } = await filler.query<{ mine: boolean }>(`select pg_try_advisory_lock(${fillerLock}) as mine`)
      if (!rows[0]?.mine) return
      try {
        while (!signal.aborted && (await count()) < target) {
          const begun = performance.now()
          await buildOne(options)
          await sleep(restAfter(performance.now() - begun), undefined, { signal }).catch(() => undefined)
        }
      } finally {
        await filler.query(`select pg_advisory_unlock(${fillerLock})`)
      }
    } finally {
      filler.release()
    }
  }

  return {
    openCells: async () => [options.cell],
    build: () => buildOne(options),
    refill() {
      if (filling || signal.aborted) return
      filling = fill()
        // Sign-ups go on: an empty pool builds live. The next one asks for a refill again.
        .catch((error: unknown) => log.error({ err: error }, 'the pool of churches cannot be filled'))
        .finally(() => (filling = null))
    },
    async close() {
      closing.abort()
      await filling
    },
  }
}

/**
 * The pools of several cells as one. `inOrder` names the cells that take new churches, the one with the most room first;
 * `pools` are theirs. Building throws when there is none.
 */
export function joinPools(pools: ReadonlyMap<string, WarmPool>, inOrder: () => Promise<readonly string[]>): WarmPool {
  return {
    openCells: inOrder,
    async build() {
      const [cell] = await inOrder()
      const pool = cell === undefined ? undefined : pools.get(cell)
      if (!pool) throw new Error('No cell takes new churches.')
      await pool.build()
    },
    refill() {
      for (const pool of pools.values()) pool.refill()
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()))
    },
  }
}

/** Builds one more church and enters it into the catalogue. */
export async function buildOne({
  owner,
  cell,
  register,
}: Pick<WarmPoolOptions, 'owner' | 'cell' | 'register'>): Promise<void> {
  // Registering needs a connection too: whoever held this one meanwhile could wait for itself in a pool that is full.
  await register(await buildWith(owner, cell))
}

async function buildWith(owner: Pool, cell: string): ReturnType<typeof provisionChurch> {
  const builder = await owner.connect()
  try {
    return await provisionChurch(builder, cell)
  } finally {
    builder.release()
  }
}
