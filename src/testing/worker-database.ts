import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { mainCell } from '../app/open-database.js'
import { createPool, type Pool } from '../platform/db/pool.js'
import type { Log } from '../platform/log.js'
import { createGate, type Gate } from '../platform/tenancy/gate.js'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import { controlLogin, gatewayLogin, setUpCell, setUpDatabase } from '../platform/tenancy/set-up-database.js'

/** The migrated database that each worker's own is copied from: control data and the cell `main`. */
export const templateDatabase = 'faithflow_template'
/** The same for the cell `west`. */
export const templateOfWest = 'faithflow_template_west'

/** The second cell of every test: a database of its own beside that of control data. */
export const westCell = 'west'

/** Copies of the templates, and the gate to them. */
export interface TestDatabase {
  /** Control data and the cell `main`. */
  readonly ownerUrl: string
  /** The cell `west`. */
  readonly westUrl: string
  readonly gate: Gate
  /** Connections as the owner, for looking behind the gate; of the cell `west` in `west`. */
  readonly owner: Pool
  readonly west: Pool
  close(): Promise<void>
}

const worker = process.env['VITEST_POOL_ID'] ?? '0'

/**
 * The database of this worker, copied from the template by its first test file; later files go on with it, but for the jobs
 * that earlier ones left: hundreds of churches that no test asks for any more would have to be served first.
 */
export async function openWorkerDatabase(log: Log): Promise<TestDatabase> {
  const opened = await openCopy(`worker_${worker}`, log)
  const forget = 'delete from graphile_worker._private_jobs'
  await Promise.all([opened.owner.query(forget), opened.west.query(forget)])
  return opened
}

/** A database that no other test has seen or will see, for what would be in the way of the others. */
export async function openOwnDatabase(log: Log): Promise<TestDatabase> {
  const name = `own_${randomUUID()}`
  const opened = await openCopy(name, log)
  return {
    ...opened,
    async close() {
      await opened.close()
      await withOwner(inject('postgresUrl'), (server) => server.query(`drop database "${name}"`))
      await withOwner(inject('postgresUrl'), (server) => server.query(`drop database "${name}_${westCell}"`))
    },
  }
}

async function openCopy(name: string, log: Log): Promise<TestDatabase> {
  const ownerUrl = await copyTemplate(templateDatabase, name, (owner) => setUpDatabase(owner, mainCell))
  const westUrl = await copyTemplate(templateOfWest, `${name}_${westCell}`, (owner) => setUpCell(owner, westCell))
  const opened: Pool[] = []
  const open = (
    url: string,
    max: number,
    options: { readonly pipeline?: boolean; readonly prepares?: boolean } = { pipeline: true, prepares: true },
  ): Pool => {
    const pool = createPool({ url, max, log, ...options })
    opened.push(pool)
    return pool
  }
  const cells = new Map([
    [mainCell, open(asLogin(ownerUrl, gatewayLogin(mainCell)), 15)],
    [westCell, open(asLogin(westUrl, gatewayLogin(westCell)), 15)],
  ])
  const longReads = new Map([
    [mainCell, open(asLogin(ownerUrl, gatewayLogin(mainCell)), 6, {})],
    [westCell, open(asLogin(westUrl, gatewayLogin(westCell)), 6, {})],
  ])
  return {
    ...{ ownerUrl, westUrl },
    owner: open(ownerUrl, 4, {}),
    west: open(westUrl, 4, {}),
    gate: createGate({ cells, longReads, control: open(asLogin(ownerUrl, controlLogin), 5) }),
    async close() {
      await Promise.all(opened.map((pool) => pool.end()))
    },
  }
}

function urlOf(database: string): string {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${database}`
  return url.href
}

/** The same database under another login; the test server trusts whoever comes from this machine. */
export function asLogin(url: string, login: string): string {
  const named = new URL(url)
  named.username = login
  return named.href
}

/** A database of this name, copied from a template unless it is there; resolves to the URL of its owner. */
async function copyTemplate(
  template: string,
  name: string,
  setUp: (owner: pg.Client) => Promise<unknown>,
): Promise<string> {
  const server = new pg.Client({ connectionString: inject('postgresUrl') })
  await server.connect()
  try {
    const { rowCount } = await server.query('select 1 from pg_database where datname = $1', [name])
    // Copies wait for each other: PostgreSQL refuses two at once.
    await server.query('select pg_advisory_lock(42)')
    if (rowCount) return urlOf(name)
    await server.query(`create database "${name}" template "${template}"`)
    // Rights on the database itself are not copied with it.
    await withOwner(urlOf(name), setUp)
    return urlOf(name)
  } finally {
    await server.end()
  }
}
