import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { mainCell } from '../app/open-database.js'
import { createPool, type Pool } from '../platform/db/pool.js'
import { createLog } from '../platform/log.js'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import { setUpDatabase } from '../platform/tenancy/set-up-database.js'
import { templateDatabase } from './worker-database.js'

/** A database that one test file has to itself, for tests that change every church there is. */
export interface OwnDatabase {
  readonly url: string
  /** Connections as the owner. */
  readonly owner: Pool
}

/** Copies the template, with its waiting churches; the copy is dropped when the test file ends. */
export async function ownDatabase(): Promise<OwnDatabase> {
  const name = `own_${randomBytes(6).toString('hex')}`
  await onServer(`create database "${name}" template "${templateDatabase}"`)
  const named = new URL(inject('postgresUrl'))
  named.pathname = `/${name}`
  // Rights on the database itself are not copied with it.
  await withOwner(named.href, (owner) => setUpDatabase(owner, mainCell))
  const owner = createPool({ url: named.href, max: 8, log: createLog('silent') })
  afterAll(async () => {
    await owner.end()
    await onServer(`drop database "${name}" with (force)`)
  })
  return { url: named.href, owner }
}

async function onServer(sql: string): Promise<void> {
  const server = new pg.Client({ connectionString: inject('postgresUrl') })
  await server.connect()
  try {
    // Copies wait for each other: PostgreSQL refuses two at once.
    await server.query('select pg_advisory_lock(42)')
    await server.query(sql)
  } finally {
    await server.end()
  }
}
