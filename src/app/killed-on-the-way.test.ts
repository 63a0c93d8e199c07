import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { newPrivateKey } from '../platform/access-tokens.js'
import { Api } from '../testing/api.js'
import { eventually } from '../testing/eventually.js'
import { type Mailbox, startMailbox } from '../testing/mailbox.js'
import { type OwnDatabase, ownDatabase } from '../testing/own-database.js'
import { type ServerUnderTest, startServer } from '../testing/server-under-test.js'
import { demoPassword } from './demo/make-demo.js'

// Real processes over a real queue and a real mail server. At each step of a mailed link they are killed as a machine
// would be; whatever was answered has to be found again, and whatever was not may not have half happened.

const patience = { timeout: 180_000 }
const admin = 'admin@gracechurch.demo'
const member = 'member@gracechurch.demo'

let database: OwnDatabase
let mailbox: Mailbox
let folder: string
const privateKey = newPrivateKey()
const children: ChildProcess[] = []
const servers: ServerUnderTest[] = []

beforeAll(async () => {
  database = await ownDatabase()
  mailbox = await startMailbox()
  folder = await mkdtemp(join(tmpdir(), 'faithflow-killed-'))
}, 60_000)
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const server of servers) await server.end('SIGKILL')
  await mailbox.close()
  await rm(folder, { recursive: true, force: true })
})

const settings = () => ({
  ...{ DATABASE_URL: database.url, REDIS_URL: inject('redisUrl'), SMTP_URL: mailbox.url, DATA_DIR: folder },
  ...{ MAIL_FROM: 'no-reply@faithflow.example', JWT_PRIVATE_KEY: privateKey, DEMO: 'on', WARM_CHURCHES: '0' },
})

/** A server that takes no jobs: what it enqueues waits. */
async function startSilent(): Promise<{ readonly api: Api; kill(): Promise<unknown> }> {
  const server = await startServer({ ...settings(), WORKER: 'off' })
  servers.push(server)
  const api = new Api({ port: server.port, host: 'gracechurch.localhost', token: null })
  return { api, kill: () => server.end('SIGKILL') }
}

/** A worker; it takes jobs until it is killed. */
function startWorker(): { kill(): Promise<unknown> } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', '--worker'], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings() },
    stdio: 'ignore',
  })
  children.push(child)
  const exited = once(child, 'exit')
  return { kill: () => (child.kill('SIGKILL'), exited) }
}

/** Holds up whoever wants to write a table; returns how many wait, and how to let go. */
async function holdUp(table: string) {
  const blocker = await database.owner.connect()
  await blocker.query(`begin; lock table ${table} in share mode`)
  const waiting = `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
  return {
    async somebodyWaits() {
      await eventually(async () => (await database.owner.query(waiting)).rows.length).toBeGreaterThan(0)
    },
    async letGo() {
      // The last question of a killed process would still be answered.
      await database.owner.query(`select pg_terminate_backend(pid) from (${waiting}) waiting`)
      await blocker.query('rollback')
      blocker.release()
    },
  }
}

const mailsTo = (address: string, subject: string) =>
  mailbox.received.filter(({ to, mail }) => to.includes(address) && mail.subject?.startsWith(subject))

const secretIn = (address: string, subject: string): string =>
  /#token=([\w-]+)/.exec(mailsTo(address, subject).at(-1)?.mail.text ?? '')?.[1] ?? ''

const noJobs = () => database.owner.query('select from jobs.job').then(({ rows }) => rows.length)

async function signIn(api: Api, email: string, password: string): Promise<Api | null> {
  const text = 'mutation ($i: SignInInput!) { signIn(input: $i) { accessToken { token } } }'
  const { data } = await api.sendText(text, { i: { email, password } })
  const token = (data as { signIn: { accessToken: { token: string } | null } }).signIn.accessToken?.token
  return token ? api.with({ token }) : null
}

const requestReset = (api: Api) =>
  api.sendText('mutation ($e: String!) { requestPasswordReset(input: { email: $e }) { isRequested } }', { e: member })

const reset = (api: Api, token: string) =>
  api.sendText(
    'mutation ($t: String!) { resetPassword(input: { token: $t, password: "quiet morning rain" }) { isReset } }',
    { t: token },
  )

describe('a password reset', () => {
  it('loses no mail and changes nothing by halves, wherever server and worker are killed', patience, async () => {
    const first = await startSilent()
    expect((await requestReset(first.api)).data).toEqual({ requestPasswordReset: { isRequested: true } })
    await first.kill()

    // While the worker looks for the account, and while it writes the mail.
    const looking = await holdUp('control.password_reset_token')
    const worker = startWorker()
    await looking.somebodyWaits()
    await worker.kill()
    await looking.letGo()
    expect(mailsTo(member, 'Choose a new password')).toEqual([])
    // While the mail server takes none.
    mailbox.refuse({ code: 451, text: 'Come back later' })
    const refused = startWorker()
    const failed = () => database.owner.query('select from jobs.job where attempts > 0 and last_error is not null')
    await eventually(async () => (await failed()).rows.length).toBeGreaterThan(0)
    await refused.kill()
    mailbox.refuse(null)
    const last = startWorker()
    await eventually(() => mailsTo(member, 'Choose a new password').length).toBe(1)
    await eventually(noJobs).toBe(0)
    await last.kill()

    // While the server gives the new password.
    const second = await startSilent()
    const secret = secretIn(member, 'Choose a new password')
    const giving = await holdUp('control.password_history')
    const cut = reset(second.api, secret).catch(() => null)
    await giving.somebodyWaits()
    await second.kill()
    await giving.letGo()
    expect(await cut).toBeNull()
    const third = await startSilent()
    expect(await signIn(third.api, member, demoPassword)).not.toBeNull()
    expect((await reset(third.api, secret)).data).toEqual({ resetPassword: { isReset: true } })
    await third.kill()

    const end = startWorker()
    await eventually(() => mailsTo(member, 'Your password was changed').length).toBe(1)
    await eventually(noJobs).toBe(0)
    await end.kill()
    expect(mailsTo(member, 'Choose a new password')).toHaveLength(1)
    const fourth = await startSilent()
    expect(await signIn(fourth.api, member, 'quiet morning rain')).not.toBeNull()
    expect((await reset(fourth.api, secret)).data).toEqual({ resetPassword: { isReset: null } })
    await fourth.kill()
  })
})

describe('an invitation', () => {
  it('loses no mail and no role, wherever server and worker are killed', patience, async () => {
    const invited = 'invited@people.example'
    const { rows } = await database.owner.query<{ schema: string }>(
      `select schema_name as schema from control.church where subdomain = 'gracechurch'`,
    )
    const schema = rows[0]?.schema ?? ''
    const role = await database.owner.query<{ id: string }>(`select id from ${schema}.role where key = 'SECRETARY'`)
    const first = await startSilent()
    const inviter = await signIn(first.api, admin, demoPassword)
    const text = 'mutation ($i: InviteUserInput!) { inviteUser(input: $i) { errors { code } } }'
    const input = { email: invited, name: 'Invited', roleIds: role.rows.map(({ id }) => id) }
    expect((await inviter?.sendText(text, { i: input }))?.data).toEqual({ inviteUser: { errors: [] } })
    await first.kill()

    // While the worker writes the mail.
    const writing = await holdUp('control.invitation')
    const worker = startWorker()
    await writing.somebodyWaits()
    await worker.kill()
    await writing.letGo()
    expect(mailsTo(invited, 'You are invited')).toEqual([])
    const other = startWorker()
    await eventually(() => mailsTo(invited, 'You are invited').length).toBe(1)
    await eventually(noJobs).toBe(0)
    await other.kill()

    // After the account was opened, while the roles are given.
    const second = await startSilent()
    const giving = await holdUp(`${schema}.user_role`)
    const accepting = second.api
      .sendText(
        'mutation ($t: String!) { acceptInvitation(input: { token: $t, password: "quiet morning rain" }) { errors { code } } }',
        {
          t: secretIn(invited, 'You are invited'),
        },
      )
      .catch(() => null)
    await giving.somebodyWaits()
    await second.kill()
    await giving.letGo()
    expect(await accepting).toBeNull()

    const end = startWorker()
    await eventually(noJobs).toBe(0)
    await end.kill()
    const third = await startSilent()
    const accepted = await signIn(third.api, invited, 'quiet morning rain')
    expect((await accepted?.sendText('{ viewer { role } }'))?.data).toEqual({ viewer: { role: 'SECRETARY' } })
    expect(mailsTo(invited, 'You are invited')).toHaveLength(1)
    await third.kill()
  })
})
