import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newPrivateKey } from '../platform/access-tokens.js'
import { systemClock } from '../platform/clock.js'
import { createPool } from '../platform/db/pool.js'
import { folderStore } from '../platform/files/folder-store.js'
import { createInProcessLimits } from '../platform/limits/in-process-limits.js'
import { createLog } from '../platform/log.js'
import { createInProcessPubSub } from '../platform/redis/in-process-pub-sub.js'
import { createSeals } from '../platform/seals.js'
import { createGate } from '../platform/tenancy/gate.js'
import { controlLogin, gatewayLogin } from '../platform/tenancy/set-up-database.js'
import { createWarmPool } from '../platform/tenancy/warm-pool.js'
import { Api } from '../testing/api.js'
import { type ChurchWorld, type Person, testPassword } from '../testing/church-world.js'
import { jobsDone } from '../testing/jobs-done.js'
import { asLogin } from '../testing/worker-database.js'
import { baseDomain, createWorld } from '../testing/world.js'
import { buildApp } from './build-app.js'
import { mainCell } from './open-database.js'

const world = await createWorld()

// Port 1 is nobody's on this machine.
const nowhere = 'postgres://somebody:a-password@127.0.0.1:1/nothing'

const lines: string[] = []
const log = createLog('error', { write: (line) => void lines.push(line) })
const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closing.toReversed()) await close()
})

/** A server over these two databases; its tokens are its own. */
async function serverOver({ cell, control }: { readonly cell: string; readonly control: string }) {
  const pools = [createPool({ url: cell, max: 2, log }), createPool({ url: control, max: 2, log })] as const
  const gate = createGate({ cells: new Map([[mainCell, pools[0]]]), longReads: new Map(), control: pools[1] })
  const pubSub = createInProcessPubSub({ log })
  const pool = createWarmPool({
    ...{ owner: pools[1], cell: mainCell, target: 0, log },
    register: async () => undefined,
    count: async () => 0,
  })
  const parts = {
    gate,
    pubSub,
    pool,
    limits: createInProcessLimits(),
    privateKey: newPrivateKey(),
    seals: createSeals({ key: Buffer.alloc(32) }),
    files: folderStore('/nowhere'),
    baseDomain,
    isProduction: false,
    clock: systemClock,
    log,
  }
  const app = await buildApp(parts)
  closing.push(
    async () => void (await Promise.all(pools.map((pool) => pool.end()))),
    () => app.close(),
  )
  return { app, port: await app.listen(0, '127.0.0.1') }
}

describe('without any database', () => {
  let api: Api
  beforeAll(async () => {
    const { port } = await serverOver({ cell: nowhere, control: nowhere })
    api = new Api({ port, host: 'grace.localhost', token: null })
  })

  it('a request is answered by 503, and nothing of where the database was looked for', async () => {
    lines.length = 0

    const { status, errors, headers, text } = await api.sendText('{ viewer { id } }')

    const requestId = headers['x-request-id']
    expect(status).toBe(503)
    expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE', requestId } }])
    expect(text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|somebody/)
    expect(lines.filter((line) => line.includes(String(requestId)))).toHaveLength(1)
    expect(lines.join('')).not.toContain('a-password')
  })

  it('the server says that it is not well, and still shows its keys', async () => {
    const health = await api.ask('GET', '/health/')
    const keys = await api.ask('GET', '/.well-known/jwks.json')

    expect(health.status).toBe(503)
    expect(JSON.parse(health.text)).toEqual({ ok: false, database: false, live: true })
    expect(keys.status).toBe(200)
  })
})

describe('without the database of the church', () => {
  let church: ChurchWorld
  let api: Api
  let person: Person
  beforeAll(async () => {
    church = await world.church()
    person = await church.person('MEMBER')
    const control = asLogin(world.database.ownerUrl, controlLogin)
    const { app, port } = await serverOver({ cell: nowhere, control })
    const sessionId = String(decodeJwt(person.token)['session'])
    const claims = { userId: person.userId, churchId: church.church.id, sessionId, epoch: 1 }
    const { token } = await app.parts.tokens.issue(claims, person.userId)
    api = new Api({ port, host: `${church.church.subdomain}.localhost`, token })
  })

  it('a request of somebody signed in is answered by 503', async () => {
    const { status, errors } = await api.sendText('{ viewer { id } }')

    expect(status).toBe(503)
    expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE' } }])
  })

  it('one can still sign in, because accounts are elsewhere', async () => {
    const { status, data } = await api
      .with({ token: null })
      .sendText('mutation { signIn(input: { email: "x@example.org", password: "x" }) { errors { code } } }')

    expect(status).toBe(200)
    expect(data).toEqual({ signIn: { errors: [{ code: 'INVALID_CREDENTIALS' }] } })
  })

  it('the audit log is told of it when the database is back', async () => {
    await api
      .with({ token: null })
      .sendText(
        `mutation { signIn(input: { email: "${person.email}", password: "${testPassword}" }) { errors { code } } }`,
      )

    await world.startJobs()
    await jobsDone(world, church.church.placeKey)

    const rows = await church.write((db) => db.selectFrom('audit_log').select('action').execute())
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['user.signIn', 'user.signInFailed']))
  })
})

describe('when the connections break', () => {
  it('the server opens new ones', async () => {
    const { port } = await serverOver({
      cell: asLogin(world.database.ownerUrl, gatewayLogin(mainCell)),
      control: asLogin(world.database.ownerUrl, controlLogin),
    })
    const api = new Api({ port, host: `${(await world.church()).church.subdomain}.localhost`, token: null })
    expect((await api.ask('GET', '/health')).status).toBe(200)

    await world.database.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = $1`,
      [controlLogin],
    )

    await expect.poll(async () => (await api.ask('GET', '/health')).status, { timeout: 10_000 }).toBe(200)
    expect((await api.sendText('{ __typename }')).status).toBe(200)
  })
})
