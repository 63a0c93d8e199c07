import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { registerWarmChurch } from '../app/found-church.js'
import { mainCell } from '../app/open-database.js'
import { systemClock } from '../platform/clock.js'
import { startEmbeddedPostgres } from '../platform/db/embedded-postgres.js'
import { createPool } from '../platform/db/pool.js'
import { createLog } from '../platform/log.js'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { provisionChurch } from '../platform/tenancy/provision-church.js'
import { setUpCell, setUpDatabase } from '../platform/tenancy/set-up-database.js'
import { startRedisServer } from './redis-server.js'
import { templateDatabase, templateOfWest, westCell } from './worker-database.js'

/** Churches that stand ready in each worker's database; a test beyond them builds its own. */
const warmChurches = 12

declare module 'vitest' {
  interface ProvidedContext {
    /** The test server's PostgreSQL, as its owner; each worker has a database of its own in it. */
    readonly postgresUrl: string
    readonly redisUrl: string
  }
}

/** Brings the services that all tests share: a real PostgreSQL with a migrated template, and a real Redis. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'faithflow-test-'))
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false })
  const redis = await startRedisServer()
  await makeTemplate(postgres.url)
  await makeWestTemplate(postgres.url)
  project.provide('postgresUrl', postgres.url)
  project.provide('redisUrl', redis.url)

  return async () => {
    await redis.stop()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function makeDatabase(serverUrl: string, name: string): Promise<URL> {
  await withOwner(serverUrl, (server) => server.query(`create database "${name}"`))
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url
}

/** Empty: what a test has there, it builds. */
async function makeWestTemplate(serverUrl: string): Promise<void> {
  const url = await makeDatabase(serverUrl, templateOfWest)
  await withOwner(url.href, (owner) => setUpCell(owner, westCell))
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const url = await makeDatabase(serverUrl, templateDatabase)
  const owner = new pg.Client({ connectionString: url.href })
  await owner.connect()
  await setUpDatabase(owner, mainCell)
  const pool = createPool({ url: url.href, max: 1, log: createLog('silent') })
  const catalogue = ownerDesk(pool)
  for (let built = 0; built < warmChurches; built += 1) {
    await registerWarmChurch({ catalogue, clock: systemClock }, await provisionChurch(owner, mainCell))
  }
  await pool.end()
  await owner.end()
}
