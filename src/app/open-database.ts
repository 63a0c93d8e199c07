import { startEmbeddedPostgres } from '../platform/db/embedded-postgres.js'
import { createPool, type Pool, type PoolOptions } from '../platform/db/pool.js'
import type { Queue } from '../platform/jobs/worker.js'
import type { Log } from '../platform/log.js'
import { createGate, type Gate } from '../platform/tenancy/gate.js'
import type { Login } from '../platform/tenancy/set-up-database.js'
import { type DatabaseAddress, type DatabaseSettings, oneDatabase } from './database-settings.js'
import type { Settings } from './environment.js'
import { mainCell } from './main-cell.js'
import { prepareDatabases } from './prepare-database.js'

export { mainCell }

/** Connections that a server holds, and the fewest of each of its processes where it has several. */
type Share = readonly [together: number, least: number]
/** To one cell, and to the control database. */
const cellConnections: Share = [15, 5]
const controlConnections: Share = [5, 2]
/** Lists that leave as files at a time, from one cell; each holds its connection until it is out. */
const longReadConnections: Share = [6, 2]
/** One for the filler of the cell's pool, which holds its lock; the others build. */
const ownerConnections = 3
/** One holds the lock of whoever moves or ends a church; the other does the work. */
const controlOwnerConnections = 2

/** One cell of a running server. */
export interface OpenCell {
  readonly name: string
  /** Whether new churches are put there. */
  readonly isOpen: boolean
  /** Connections whose login may create churches; for set-up, never for requests. */
  readonly owner: Pool
  /** The cell as its gateway's login, without a pooler in between: for what takes long. */
  readonly gatewayUrl: string
}

/** The databases of a running server. */
export interface OpenDatabase {
  readonly gate: Gate
  /** The control database, as a login that may change everything there; for set-up, never for requests. */
  readonly ownerUrl: string
  /** Connections of that login. */
  readonly owner: Pool
  /** The control database as the server's own login, without a pooler in between: for LISTEN. */
  readonly listenUrl: string
  readonly cells: ReadonlyMap<string, OpenCell>
  /** Where jobs wait, as the workers' logins: one queue a database. */
  readonly queues: readonly Queue[]
  close(): Promise<void>
}

/** The cell of this name. Throws when these settings have none. */
export function cellOf({ cells }: Pick<OpenDatabase, 'cells'>, name: string): OpenCell {
  const cell = cells.get(name)
  if (!cell) throw new Error(`This process has no connection to cell ${name}.`)
  return cell
}

/**
 * Starts the embedded database, or reaches those that were named; makes them ready and opens the pools. In production
 * named ones are made ready by somebody else: throws DatabaseBehind when that was forgotten.
 */
export async function openDatabase(
  settings: Pick<Settings, 'databases' | 'isProduction' | 'dataDir' | 'workers' | 'workerNumber'>,
  log: Log,
): Promise<OpenDatabase> {
  const reached = await reachDatabases(settings)
  const { workers: processes, workerNumber } = settings
  // Whoever started this process has made them ready.
  const isProduction = reached.isProduction || workerNumber !== null
  try {
    return await openPools({ ...reached, isProduction, processes }, log)
  } catch (error) {
    await reached.stop()
    throw error
  }
}

/** Starts the embedded database where none is named. */
export async function reachDatabases({
  databases,
  isProduction,
  dataDir,
}: Pick<Settings, 'databases' | 'isProduction' | 'dataDir'>): Promise<Reached> {
  if (databases) return { databases, isProduction, stop: async () => undefined }
  const embedded = await startEmbeddedPostgres({ dataDir, durable: true })
  // Its own database, in production too: nobody else could be told to migrate it before this start.
  return { databases: oneDatabase(embedded.url), isProduction: false, stop: () => embedded.stop() }
}

/** Databases that run, and how to let go of them. */
export interface Reached {
  readonly databases: DatabaseSettings
  /** Whether somebody else makes them ready. */
  readonly isProduction: boolean
  readonly stop: () => Promise<void>
  /** How many processes share the connections of one server; 1 unless given. */
  readonly processes?: number
}

/** Opens the pools to databases that run, after making them ready as `openDatabase` does. */
export async function openPools(
  { databases, isProduction, stop, processes = 1 }: Reached,
  log: Log,
): Promise<OpenDatabase> {
  const logins = await prepareDatabases(databases, { isProduction, log })
  const { control } = databases
  const opened: Pool[] = []
  const share = ([together, least]: Share): number => Math.max(Math.ceil(together / processes), least)
  const open = (url: string, max: number, options: PoolChoice = {}): Pool => {
    const pool = createPool({ url, max, log, ...options })
    opened.push(pool)
    return pool
  }
  const pools = logins.cells.map(
    ({ cell, gateway }) =>
      [cell.name, open(asLogin(cell.url, gateway), share(cellConnections), optionsOf(cell))] as const,
  )
  const cells = logins.cells.map(({ cell: { name, isOpen, directUrl }, gateway }) => ({
    ...{ name, isOpen, owner: open(directUrl, ownerConnections) },
    gatewayUrl: asLogin(directUrl, gateway),
  }))
  const longReads = cells.map(({ name, gatewayUrl }) => [name, open(gatewayUrl, share(longReadConnections))] as const)
  return {
    gate: createGate({
      cells: new Map(pools),
      longReads: new Map(longReads),
      control: open(asLogin(control.url, logins.control), share(controlConnections), optionsOf(control)),
    }),
    ownerUrl: control.directUrl,
    owner: open(control.directUrl, controlOwnerConnections),
    listenUrl: asLogin(control.directUrl, logins.control),
    cells: new Map(cells.map((cell) => [cell.name, cell])),
    queues: logins.queues.map(({ name, directUrl, worker }) => ({ name, url: asLogin(directUrl, worker) })),
    async close() {
      await Promise.all(opened.map((pool) => pool.end()))
      await stop()
    },
  }
}

/** A pooler in between would hand a connection, and the statements it keeps, from one to the other. */
const optionsOf = ({ url, directUrl }: DatabaseAddress): PoolChoice => ({
  pipeline: true,
  prepares: url === directUrl,
})

type PoolChoice = Pick<PoolOptions, 'pipeline' | 'prepares'>

function asLogin(url: string, login: Login): string {
  const named = new URL(url)
  named.username = login.user
  named.password = encodeURIComponent(login.password)
  return named.href
}
