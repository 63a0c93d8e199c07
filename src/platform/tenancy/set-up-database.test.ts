import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { codeAs, codeOf } from '../../testing/as-role.js'
import { startDebianPostgres } from '../../testing/debian-postgres.js'
import { eventually } from '../../testing/eventually.js'
import { startEmbeddedPostgres } from '../db/embedded-postgres.js'
import { startWorker } from '../jobs/worker.js'
import { createLog } from '../log.js'
import { namesOf } from './place.js'
import { provisionChurch } from './provision-church.js'
import { gatewayLogin, setUpDatabase, workerLogin } from './set-up-database.js'

async function startEmbedded() {
  const dataDir = await mkdtemp(join(tmpdir(), 'faithflow-set-up-'))
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false })
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A database whose owner is an ordinary login that may create roles: what a hosted PostgreSQL gives. */
async function newDatabase(serverUrl: string): Promise<string> {
  const server = new pg.Client({ connectionString: serverUrl })
  await server.connect()
  await server.query('create role hosted_owner login createrole')
  await server.query('create database hosted owner hosted_owner')
  await server.end()
  const url = new URL(serverUrl)
  url.username = 'hosted_owner'
  url.pathname = '/hosted'
  return url.href
}

async function connect(url: string, login?: string): Promise<pg.Client> {
  const named = new URL(url)
  if (login) named.username = login
  const client = new pg.Client({ connectionString: named.href })
  await client.connect()
  return client
}

function asWorker(url: string): string {
  const named = new URL(url)
  named.username = workerLogin('main')
  return named.href
}

/** Enqueues jobs as this church, one of them in a transaction that is undone; what a worker was given to do. */
async function doneFor(gateway: pg.Client, key: string, url: string): Promise<readonly object[]> {
  const done: object[] = []
  const worker = await startWorker({
    ...{ queues: [{ name: 'main', url }], tasks: ['note'], recurring: [], log: createLog('silent') },
    run: async ({ church, data }) => void done.push({ church, data }),
  })
  for (const [data, end] of [
    ['{"hello": "nobody"}', 'rollback'],
    ['{"hello": "world"}', 'commit'],
  ]) {
    await gateway.query(`begin; set local role "${namesOf(key).role}"; select jobs.enqueue('note', '${data}'); ${end}`)
  }
  await eventually(() => done.length).toBe(1)
  await worker.stop()
  return done
}

describe.each([
  ['the embedded server', startEmbedded],
  ['the server of the distribution', startDebianPostgres],
])('on %s, with an owner who is no superuser', (_name, start) => {
  it('sets up, builds churches and keeps them apart', { timeout: 600_000 }, async () => {
    const server = await start()
    const url = await newDatabase(server.url)
    const owner = await connect(url)

    const first = await setUpDatabase(owner, 'main')
    const again = await setUpDatabase(owner, 'main')
    const one = (await provisionChurch(owner, 'main')).place
    const other = (await provisionChurch(owner, 'main')).place
    const gateway = await connect(url, gatewayLogin('main'))

    expect(again).toEqual(first)
    expect(await codeAs(gateway, one.key, 'select * from member')).toBeNull()
    expect(await codeAs(gateway, one.key, `select * from "${namesOf(other.key).schema}".member`)).toBe('42501')
    expect(await codeAs(gateway, one.key, 'select * from "control".user_account')).toBe('42501')
    expect(await codeOf(gateway.query(`select * from "${namesOf(one.key).schema}".member`))).toBe('42501')
    expect(await codeAs(gateway, one.key, 'select * from graphile_worker.jobs')).toBe('42501')
    expect(await codeOf(gateway.query(`select jobs.enqueue('note', '{}')`))).toBe('42501')
    expect(await doneFor(gateway, one.key, asWorker(url))).toEqual([{ church: one.key, data: { hello: 'world' } }])
    await gateway.end()
    await owner.end()
    await server.stop()
  })
})
