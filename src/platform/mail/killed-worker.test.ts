import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../testing/eventually.js'
import { type Mailbox, startMailbox } from '../../testing/mailbox.js'
import { type OwnDatabase, ownDatabase } from '../../testing/own-database.js'

// Real processes over a real queue and a real mail server: what is killed here is killed as a machine would.

let database: OwnDatabase
let mailbox: Mailbox
const children: ChildProcess[] = []

beforeAll(async () => {
  database = await ownDatabase()
  mailbox = await startMailbox()
  await database.owner.query(
    `update control.church set status = 'ACTIVE', name = 'Grace', denomination = 'OTHER', subdomain = 'grace'
     where id = (select id from control.church order by id limit 1)`,
  )
}, 60_000)
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await mailbox.close()
})

async function startWorkerProcess(): Promise<ChildProcess> {
  const words = ['--import', 'tsx', 'src/testing/start-worker.ts', database.url, mailbox.url]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const sendTo = (address: string) =>
  database.owner.query(
    `select jobs.add(substr(schema_name, 3), 'send-mail', json_build_object('template', 'letter', 'data', $1::text), null)
     from control.church where subdomain = 'grace'`,
    [address],
  )
const jobs = async () => (await database.owner.query<{ state: string }>('select state from jobs.job')).rows
const sentTo = (address: string) => mailbox.received.filter(({ to }) => to.includes(address))

describe('a worker that is killed', () => {
  it(
    'while the mail server reads loses nothing: another sends it, under the same Message-ID',
    { timeout: 120_000 },
    async () => {
      const held = mailbox.hold()
      const first = await startWorkerProcess()
      await sendTo('held@people.example')
      const answer = await held
      await kill(first)
      answer()

      await startWorkerProcess()

      await eventually(() => sentTo('held@people.example').length).toBe(2)
      expect(new Set(sentTo('held@people.example').map(({ mail }) => mail.messageId)).size).toBe(1)
      await eventually(jobs).toEqual([])
    },
  )

  it('after the mail was taken and before the queue knew loses nothing either', { timeout: 120_000 }, async () => {
    const [, second] = children
    const held = mailbox.hold()
    await sendTo('taken@people.example')
    const answer = await held
    const blocker = await database.owner.connect()
    await blocker.query('begin; select from graphile_worker._private_jobs for update')
    answer()
    // It has the answer once it asks the queue to take the job out, which is blocked.
    const asks = `query like '%delete from%_private_jobs%' and wait_event_type = 'Lock'`
    const asking = () => database.owner.query(`select pid from pg_stat_activity where ${asks}`)
    await eventually(() => asking().then(({ rows }) => rows.length)).toBe(1)
    if (second) await kill(second)
    // Its last question would still be answered.
    await database.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${asks}`)
    await blocker.query('rollback')
    blocker.release()

    await startWorkerProcess()

    await eventually(() => sentTo('taken@people.example').length).toBeGreaterThan(1)
    expect(new Set(sentTo('taken@people.example').map(({ mail }) => mail.messageId)).size).toBe(1)
    await eventually(jobs).toEqual([])
  })
})
