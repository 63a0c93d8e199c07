import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { demoPassword } from '../app/demo/make-demo.js'
import { newPrivateKey } from '../platform/access-tokens.js'
import { Api } from '../testing/api.js'
import { eventually } from '../testing/eventually.js'
import { type OwnDatabase, ownDatabase } from '../testing/own-database.js'
import { plantRoll } from '../testing/plant-roll.js'
import { type ServerUnderTest, startServer } from '../testing/server-under-test.js'

const host = 'gracechurch.localhost'
const servers: ServerUnderTest[] = []
const privateKey = newPrivateKey()
let database: OwnDatabase
let folder: string
beforeAll(async () => {
  database = await ownDatabase()
  folder = await mkdtemp(join(tmpdir(), 'faithflow-killed-export-'))
}, 60_000)
afterAll(async () => {
  for (const server of servers) await server.end('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

async function start(worker: 'on' | 'off'): Promise<{ readonly server: ServerUnderTest; readonly api: Api }> {
  const server = await startServer({
    ...{ DATABASE_URL: database.url, REDIS_URL: inject('redisUrl'), DATA_DIR: folder, JWT_PRIVATE_KEY: privateKey },
    ...{ DEMO: 'on', WARM_CHURCHES: '0', WORKER: worker },
  })
  servers.push(server)
  const api = new Api({ port: server.port, host, token: null })
  const text = 'mutation ($i: SignInInput!) { signIn(input: $i) { accessToken { token } } }'
  const { data } = await api.sendText(text, { i: { email: 'admin@gracechurch.demo', password: demoPassword } })
  const { signIn } = data as { signIn: { accessToken: { token: string } } }
  return { server, api: api.with({ token: signIn.accessToken.token }) }
}

const exportFrom = ({ options }: Api): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = { host, authorization: `Bearer ${options.token}` }
    const path = '/api/v1/members/export-csv/'
    request({ port: options.port, host: '127.0.0.1', path, headers, agent: false }, resolve).on('error', reject).end()
  })

const settling = () =>
  database.owner.query(`select from jobs.job where task = 'settle-export'`).then(({ rows }) => rows.length)

it('an export whose server is killed is told to whoever asked for it, and one that came to its end is not', async () => {
  const { server, api } = await start('off')
  await once((await exportFrom(api)).resume(), 'end')
  const { rows } = await database.owner.query<{ schema: string }>(
    `select schema_name as schema from control.church where subdomain = 'gracechurch'`,
  )
  const placeKey = rows[0]?.schema.slice('c_'.length) ?? ''
  await plantRoll(database, { church: { cell: 'main', placeKey } }, 20_000)
  const response = (await exportFrom(api)).pause()
  const cut = once(response, 'error')

  await server.end('SIGKILL')
  response.resume()
  expect(await cut).toMatchObject([{ message: 'aborted' }])
  expect(await settling()).toBe(2)

  // As if the time had come.
  await database.owner.query(`update graphile_worker._private_jobs set run_at = now() where run_at > now()`)
  const { api: later } = await start('on')
  await eventually(settling).toBe(0)
  const { data } = await later.sendText('{ notifications(category: "SYSTEM") { nodes { type params } } }')
  expect(data).toEqual({
    notifications: {
      nodes: [{ type: 'EXPORT_FAILED', params: { kind: 'MEMBERS', format: 'CSV', title: 'Members' } }],
    },
  })
}, 120_000)
