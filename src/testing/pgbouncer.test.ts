import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEmbeddedPostgres } from '../platform/db/embedded-postgres.js'
import { type PgBouncer, startPgBouncer } from './pgbouncer.js'

let dataDir: string
let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>
let pooler: PgBouncer

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'faithflow-pooled-'))
  postgres = await startEmbeddedPostgres({ dataDir, durable: false })
  const port = Number(new URL(postgres.url).port)
  pooler = await startPgBouncer({ host: '127.0.0.1', port, database: 'faithflow', poolSize: 1 })
}, 600_000)

afterAll(async () => {
  await pooler.stop()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
})

it('lets a login through that was made after it started', async () => {
  const direct = await connected(postgres.url)
  await direct.query('create role gateway login')
  await direct.end()

  const gateway = await connected(`postgres://gateway@127.0.0.1:${pooler.port}/faithflow`)

  expect((await gateway.query('select current_user as who')).rows).toEqual([{ who: 'gateway' }])
  await gateway.end()
})

it('gives two clients one connection by turns, and what one left in its session the other finds', async () => {
  const url = `postgres://faithflow@127.0.0.1:${pooler.port}/faithflow`
  const [first, second] = await Promise.all([connected(url), connected(url)])

  await first.query("set application_name = 'a'; set search_path = leaked")

  expect((await second.query('show search_path')).rows).toEqual([{ search_path: 'leaked' }])
  await Promise.all([first.end(), second.end()])
})

it('refuses a login that PostgreSQL does not know', async () => {
  await expect(connected(`postgres://nobody-here@127.0.0.1:${pooler.port}/faithflow`)).rejects.toThrow(
    /no such user|auth/,
  )
})

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  return client
}
