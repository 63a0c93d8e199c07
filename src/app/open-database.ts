import { startEmbeddedPostgres } from '../platform/db/embedded-postgres.js'
import type { Pool } from '../platform/db/pool.js'
import { createPool } from '../platform/db/pool.js'
import type { Queue } from '../platform/jobs/worker.js'
import type { Log } from '../platform/log.js'
import { createGate, type Gate } from '../platform/tenancy/gate.js'
import type { ServerLogins } from '../platform/tenancy/set-up-database.js'
import type { Settings } from './environment.js'
import { mainCell } from './main-cell.js'
import { prepareDatabase } from './prepare-database.js'

export { mainCell }

/** The most connections a process holds to one cell, and to the control database. */
const cellConnections = 15
const controlConnections = 5
/** One for the filler of the pool, which holds its lock; the others build. */
const ownerConnections = 3

/** The databases of a running server. */
export interface OpenDatabase {
  readonly gate: Gate
  /** A URL whose login may create churches; for set-up, never for requests. */
  readonly ownerUrl: string
  /** Connections of that login, for building churches. */
  readonly owner: Pool
  /** The control database as the server's own login, without a pooler in between: for LISTEN. */
  readonly listenUrl: string
  /** The cell as its gateway's login, without a pooler in between: for what takes long. */
  readonly cellUrl: string
  /** Where jobs wait, as the workers' login: one queue a database. */
  readonly queues: readonly Queue[]
  close(): Promise<void>
}

/**
 * Starts the embedded database, or reaches the one that was named; makes it ready and opens the pools. In production a
 * named one is made ready by somebody else: throws DatabaseBehind when that was forgotten.
 */
export async function openDatabase(
  settings: Pick<Settings, 'databaseUrl' | 'directDatabaseUrl' | 'isProduction' | 'dataDir'>,
  log: Log,
): Promise<OpenDatabase> {
  const { databaseUrl, directDatabaseUrl, isProduction } = settings
  if (databaseUrl && directDatabaseUrl) {
    const stop = async (): Promise<void> => undefined
    return openPools({ serverUrl: databaseUrl, ownerUrl: directDatabaseUrl, isProduction, stop }, log)
  }
  const embedded = await startEmbeddedPostgres({ dataDir: settings.dataDir, durable: true })
  try {
    const stop = (): Promise<void> => embedded.stop()
    // Its own database, in production too: nobody else could be told to migrate it before this start.
    return await openPools({ serverUrl: embedded.url, ownerUrl: embedded.url, isProduction: false, stop }, log)
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

/** A database that runs, and how to let go of it. */
export interface Reached {
  readonly serverUrl: string
  readonly ownerUrl: string
  readonly isProduction: boolean
  readonly stop: () => Promise<void>
}

/** Opens the pools to a database that runs, after making it ready as `openDatabase` does. */
export async function openPools({ serverUrl, ownerUrl, isProduction, stop }: Reached, log: Log): Promise<OpenDatabase> {
  const logins = await prepareDatabase(ownerUrl, { isProduction, log })
  const cell = createPool({ url: asLogin(serverUrl, logins.gateway), max: cellConnections, log })
  const control = createPool({ url: asLogin(serverUrl, logins.control), max: controlConnections, log })
  const owner = createPool({ url: ownerUrl, max: ownerConnections, log })
  return {
    gate: createGate({ cells: new Map([[mainCell, cell]]), control }),
    ownerUrl,
    owner,
    listenUrl: asLogin(ownerUrl, logins.control),
    cellUrl: asLogin(ownerUrl, logins.gateway),
    queues: [{ name: mainCell, url: asLogin(ownerUrl, logins.worker) }],
    async close() {
      await Promise.all([cell.end(), control.end(), owner.end()])
      await stop()
    },
  }
}

function asLogin(url: string, login: ServerLogins['gateway']): string {
  const named = new URL(url)
  named.username = login.user
  named.password = encodeURIComponent(login.password)
  return named.href
}
