import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { demoPassword } from '../app/demo/make-demo.js'
import { newPrivateKey } from '../platform/access-tokens.js'
import { Api } from '../testing/api.js'
import { type OwnDatabase, ownDatabase } from '../testing/own-database.js'
import { type ServerUnderTest, startServer } from '../testing/server-under-test.js'

// A real server and real workers. Workers are killed as a machine would be, again and again, somewhere in the middle of
// applying an import and of undoing it: in the end everything has happened once.

const people = 1500
const kills = 4
let database: OwnDatabase
let folder: string
let server: ServerUnderTest
const privateKey = newPrivateKey()
const children: ChildProcess[] = []

const settings = () => ({
  ...{ DATABASE_URL: database.url, REDIS_URL: inject('redisUrl'), DATA_DIR: folder },
  ...{ JWT_PRIVATE_KEY: privateKey, DEMO: 'on', WARM_CHURCHES: '0' },
})

beforeAll(async () => {
  database = await ownDatabase()
  folder = await mkdtemp(join(tmpdir(), 'faithflow-killed-import-'))
  server = await startServer({ ...settings(), WORKER: 'off' })
}, 120_000)
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await server.end('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

function startWorker(): { kill(): Promise<unknown> } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', '--worker'], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings() },
    stdio: 'ignore',
  })
  children.push(child)
  const exited = once(child, 'exit')
  return { kill: () => (child.kill('SIGKILL'), exited) }
}

async function signIn(): Promise<Api> {
  const api = new Api({ port: server.port, host: 'gracechurch.localhost', token: null })
  const text = 'mutation ($i: SignInInput!) { signIn(input: $i) { accessToken { token } } }'
  const { data } = await api.sendText(text, { i: { email: 'admin@gracechurch.demo', password: demoPassword } })
  return api.with({ token: (data as { signIn: { accessToken: { token: string } } }).signIn.accessToken.token })
}

const send = (path: string, file: string) =>
  new Promise<number>((resolve, reject) => {
    const headers = { host: `gracechurch.localhost:${server.port}` }
    const sent = request({ port: server.port, host: '127.0.0.1', path, method: 'PUT', headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', reject).end(file)
  })

const file = [
  'Person ID,First Name,Last Name,Birth Date,Family ID,Family Role',
  ...Array.from({ length: people }, (_, at) => {
    const family = Math.floor(at / 3)
    return `P${at},First${at},Last${family},1980-01-01,F${family},${['Head', 'Spouse', 'Child'][at % 3]}`
  }),
].join('\n')

interface Seen {
  readonly status: string
  readonly doneRows: number
}

it('is applied once, and undone once, however often its worker is killed', { timeout: 300_000 }, async () => {
  const api = await signIn()
  const ask = async (text: string) => (await api.sendText(text)).data as Record<string, never>
  const made = await ask(
    'mutation { createMemberImport(input: { fileName: "x.csv" }) { memberImport { id } uploadUrl } }',
  )
  const { memberImport, uploadUrl } = made['createMemberImport'] as unknown as {
    memberImport: { id: string }
    uploadUrl: string
  }
  const { pathname, search } = new URL(uploadUrl)
  expect(await send(pathname + search, file)).toBe(200)
  const { id } = memberImport
  const seen = async () =>
    (await ask(`{ memberImport(id: "${id}") { status doneRows } }`))['memberImport'] as unknown as Seen
  const until = async (isThere: (now: Seen) => boolean) => {
    await expect.poll(async () => isThere(await seen()), { timeout: 120_000, interval: 20 }).toBe(true)
  }

  await ask(`mutation { previewImport(input: { id: "${id}" }) { errors { code } } }`)
  let worker = startWorker()
  await until(({ status, doneRows }) => status === 'PREVIEWED' || doneRows > 500)
  await worker.kill()
  worker = startWorker()
  await until(({ status }) => status === 'PREVIEWED')
  await worker.kill()

  const before = await counts()
  const start = `startImport(input: { id: "${id}", idempotencyKey: "${crypto.randomUUID()}" }) { errors { code } }`
  await ask(`mutation { ${start} }`)
  for (let kill = 1; kill <= kills; kill += 1) {
    worker = startWorker()
    const target = (people * kill) / (kills + 1)
    await until(({ status, doneRows }) => status === 'DONE' || doneRows >= target)
    await worker.kill()
  }
  worker = startWorker()
  await until(({ status }) => status === 'DONE')
  const after = await counts()
  expect(after.members - before.members).toBe(people)
  expect(after.highest - before.highest).toBe(people)
  expect(after.distinct - before.distinct).toBe(people)
  expect(after).toMatchObject({ created: people, heads: people / 3, spouses: people / 3, refs: people + people / 3 })
  expect((await seen()).doneRows).toBe(people)
  await worker.kill()

  await ask(`mutation { undoImport(input: { id: "${id}" }) { errors { code } } }`)
  worker = startWorker()
  await until(({ status, doneRows }) => status === 'UNDONE' || doneRows > 500)
  await worker.kill()
  worker = startWorker()
  await until(({ status }) => status === 'UNDONE')
  expect(await counts()).toMatchObject({ erased: people, openHouseholds: before.openHouseholds, refs: 0 })
})

async function counts() {
  const { owner } = database
  const found = await owner.query<{ schema: string }>(
    `select schema_name as schema from control.church where subdomain = 'gracechurch'`,
  )
  const schema = found.rows[0]?.schema ?? ''
  const { rows } = await owner.query<Record<string, number>>(`select
    (select count(*)::int from ${schema}.member) as members,
    (select count(distinct member_number)::int from ${schema}.member) as distinct,
    (select max(substring(member_number from '\\d+$')::int) from ${schema}.member) as highest,
    (select count(*)::int from ${schema}.member where status = 'ERASED') as erased,
    (select count(*)::int from ${schema}.audit_log where action = 'member.create' and after ? 'importId') as created,
    (select count(*)::int from ${schema}.household where archived_at is null) as "openHouseholds",
    (select count(*)::int from ${schema}.external_ref) as refs,
    (select count(*)::int from ${schema}.household_member where relation = 'HEAD' and until_on is null
      and household_id in (select household_id from ${schema}.member_import_household)) as heads,
    (select count(*)::int from ${schema}.household_member where relation = 'SPOUSE' and until_on is null
      and household_id in (select household_id from ${schema}.member_import_household)) as spouses`)
  const counted = rows[0] ?? {}
  const of = (name: string): number => counted[name] ?? Number.NaN
  return {
    ...{ members: of('members'), distinct: of('distinct'), highest: of('highest'), erased: of('erased') },
    ...{ created: of('created'), openHouseholds: of('openHouseholds'), refs: of('refs') },
    ...{ heads: of('heads'), spouses: of('spouses') },
  }
}
