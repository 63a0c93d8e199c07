import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { mainCell } from '../app/open-database.js'
import { createPool } from '../platform/db/pool.js'
import type { Log } from '../platform/log.js'
import { createGate, type Gate } from '../platform/tenancy/gate.js'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import { controlLogin, gatewayLogin, setUpDatabase } from '../platform/tenancy/set-up-database.js'

/** The migrated database that each worker's own is copied from. */
export const templateDatabase = 'faithflow_template'

/** A copy of the template, and the gate to it. */
export interface TestDatabase {
  readonly ownerUrl: string
  readonly gate: Gate
  /** Connections as the owner, for looking behind the gate. */
  readonly owner: pg.Pool
  close(): Promise<void>
}

const worker = process.env['VITEST_POOL_ID'] ?? '0'

/** The database of this worker, copied from the template by its first test file; later files go on with it. */
export const openWorkerDatabase = (log: Log): Promise<TestDatabase> => openCopy(`worker_${worker}`, log)

/** A database that no other test has seen or will see, for what would be in the way of the others. */
export async function openOwnDatabase(log: Log): Promise<TestDatabase> {
  const name = `own_${randomUUID()}`
  const opened = await openCopy(name, log)
  return {
    ...opened,
    async close() {
      await opened.close()
      await withOwner(inject('postgresUrl'), (server) => server.query(`drop database "${name}"`))
    },
  }
}

async function openCopy(name: string, log: Log): Promise<TestDatabase> {
  const ownerUrl = await copyTemplate(name)
  const owner = createPool({ url: ownerUrl, max: 4, log })
  const cell = createPool({ url: asLogin(ownerUrl, gatewayLogin(mainCell)), max: 15, log, pipeline: true })
  const control = createPool({ url: asLogin(ownerUrl, controlLogin), max: 5, log, pipeline: true })
  return {
    ownerUrl,
    owner,
    gate: createGate({ cells: new Map([[mainCell, cell]]), control }),
    async close() {
      await Promise.all([owner.end(), cell.end(), control.end()])
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

/** A database of this name, copied from the template unless it is there; resolves to the URL of its owner. */
async function copyTemplate(name: string): Promise<string> {
  const server = new pg.Client({ connectionString: inject('postgresUrl') })
  await server.connect()
  try {
    const { rowCount } = await server.query('select 1 from pg_database where datname = $1', [name])
    // Copies wait for each other: PostgreSQL refuses two at once.
    await server.query('select pg_advisory_lock(42)')
    if (rowCount) return urlOf(name)
    await server.query(`create database "${name}" template "${templateDatabase}"`)
    // Rights on the database itself are not copied with it.
    await withOwner(urlOf(name), (owner) => setUpDatabase(owner, mainCell))
    return urlOf(name)
  } finally {
    await server.end()
  }
}
