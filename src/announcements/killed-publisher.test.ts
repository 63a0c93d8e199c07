import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../testing/eventually.js'
import { type Mailbox, startMailbox } from '../testing/mailbox.js'
import { type OwnDatabase, ownDatabase } from '../testing/own-database.js'

// Real processes over a real queue: what is killed here is killed as a machine would be.

const patience = { timeout: 120_000 }
const id = crypto.randomUUID()

let database: OwnDatabase
let mailbox: Mailbox
let schema: string
const children: ChildProcess[] = []

beforeAll(async () => {
  database = await ownDatabase()
  mailbox = await startMailbox()
  const { rows } = await database.owner.query<{ schema: string }>(
    `update control.church set status = 'ACTIVE', name = 'Grace', denomination = 'OTHER', subdomain = 'grace'
     where id = (select id from control.church order by id limit 1) returning schema_name as schema`,
  )
  schema = rows[0]?.schema ?? ''
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

const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** An announcement that has been planned for a moment ago, and the job that publishes it. */
const plan = async (): Promise<void> => {
  await database.owner.query(
    `insert into "${schema}".announcement (id, title, body, status, publish_at, expires_at, created_by)
     values ($1, 'Vigil', 'Come.', 'SCHEDULED', now() - interval '1 second', '2099-01-01T00:00:00Z', $1)`,
    [id],
  )
  await database.owner.query(
    `select jobs.add($1, 'settle-announcement', json_build_object('announcementId', $2::text), $2 || ':publish', now())`,
    [schema.slice(2), id],
  )
}

const found = async () => {
  const { rows } = await database.owner.query<{ status: string; told: number }>(
    `select status, (select count(*)::int from "${schema}".notification where entity_id = $1) as told
     from "${schema}".announcement where id = $1`,
    [id],
  )
  return rows[0]
}
const jobs = async () => {
  const ahead = `select state, to_char(run_at at time zone 'UTC', 'YYYY-MM-DD') as "runAt" from jobs.job`
  return (await database.owner.query<{ state: string; runAt: string }>(ahead)).rows
}

describe('a worker that is killed while it publishes', () => {
  it('leaves all of it to another, which publishes, tells once and plans the end', patience, async () => {
    const blocker = await database.owner.connect()
    await blocker.query(`begin; lock table "${schema}".notification in share mode`)
    await plan()
    const first = await startWorkerProcess()
    const waiting = `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    await eventually(async () => (await database.owner.query(waiting)).rows.length).toBeGreaterThan(0)

    // It has published and is about to tell.
    await kill(first)
    await database.owner.query(`select pg_terminate_backend(pid) from (${waiting}) waiting`)
    await blocker.query('rollback')
    blocker.release()
    const undone = await found()
    await startWorkerProcess()

    expect(undone).toEqual({ status: 'SCHEDULED', told: 0 })
    await expect.poll(found, { timeout: 60_000 }).toEqual({ status: 'PUBLISHED', told: 1 })
    await eventually(jobs).toEqual([{ state: 'WAITING', runAt: '2099-01-01' }])
  })
})
