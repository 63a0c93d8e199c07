import pg from 'pg'
import { startEmbeddedPostgres } from '../platform/db/embedded-postgres.js'
import { createPool } from '../platform/db/pool.js'
import type { Log } from '../platform/log.js'
import { createGate, type Gate } from '../platform/tenancy/gate.js'
import { type ServerLogins, setUpDatabase } from '../platform/tenancy/set-up-database.js'
import { type Settings, WrongSetting } from './environment.js'

/** The only cell there is so far. */
export const mainCell = 'main'

/** The most connections a process holds to one cell, and to the control database. */
const cellConnections = 15
const controlConnections = 5

/** The databases of a running server. */
export interface OpenDatabase {
  readonly gate: Gate
  /** A URL whose login may create churches; for set-up, never for requests. */
  readonly ownerUrl: string
  close(): Promise<void>
}

/** Starts the embedded database, or reaches the one that was named; makes it ready and opens the pools. */
export async function openDatabase(settings: Settings, log: Log): Promise<OpenDatabase> {
  const { databaseUrl, directDatabaseUrl } = settings
  if (databaseUrl && directDatabaseUrl) {
    return openPools({ serverUrl: databaseUrl, ownerUrl: directDatabaseUrl, stop: async () => undefined }, log)
  }
  const embedded = await startEmbeddedPostgres({ dataDir: settings.dataDir, durable: true })
  try {
    return await openPools({ serverUrl: embedded.url, ownerUrl: embedded.url, stop: embedded.stop }, log)
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

interface Reached {
  readonly serverUrl: string
  readonly ownerUrl: string
  readonly stop: () => Promise<void>
}

async function openPools({ serverUrl, ownerUrl, stop }: Reached, log: Log): Promise<OpenDatabase> {
  const logins = await withOwner(ownerUrl, (owner) => setUpDatabase(owner, mainCell))
  const cell = createPool({ url: asLogin(serverUrl, logins.gateway), max: cellConnections, log })
  const control = createPool({ url: asLogin(serverUrl, logins.control), max: controlConnections, log })
  return {
    gate: createGate({ cells: new Map([[mainCell, cell]]), control }),
    ownerUrl,
    async close() {
      await Promise.all([cell.end(), control.end()])
      await stop()
    },
  }
}

/** Runs `work` on one connection of the owner. Throws WrongSetting, in a line, when the database cannot be reached. */
export async function withOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5000 })
  // A connection that breaks in mid-work is told by the query that was running.
  owner.on('error', () => undefined)
  await owner.connect().catch((error: unknown) => {
    const { host } = new URL(ownerUrl)
    const why = error instanceof Error ? error.message || String(Reflect.get(error, 'code')) : String(error)
    throw new WrongSetting(`The database at ${host} cannot be reached (${why}): start it, or correct DATABASE_URL.`)
  })
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

function asLogin(url: string, login: ServerLogins['gateway']): string {
  const named = new URL(url)
  named.username = login.user
  named.password = encodeURIComponent(login.password)
  return named.href
}
