import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../testing/eventually.js'
import { type Mailbox, startMailbox } from '../testing/mailbox.js'
import { type OwnDatabase, ownDatabase } from '../testing/own-database.js'
import { churchAudienceId } from './notification.js'

// Real processes over a real queue and a real mail server: what is killed here is killed as a machine would.

let database: OwnDatabase
let mailbox: Mailbox
let schema: string
const children: ChildProcess[] = []
const people = 5

beforeAll(async () => {
  database = await ownDatabase()
  mailbox = await startMailbox()
  const { rows } = await database.owner.query<{ id: string; schema_name: string }>(
    `update control.church set status = 'ACTIVE', name = 'Grace', denomination = 'OTHER', subdomain = 'grace'
     where id = (select id from control.church order by id limit 1) returning id, schema_name`,
  )
  schema = rows[0]?.schema_name ?? ''
  // Somebody whose address is proved; without that a church mails nobody.
  await database.owner.query(
    `insert into control.user_account (id, church_id, email, name, status, password_hash, email_verified_at)
     values (gen_random_uuid(), $1, 'esi@people.example', 'Esi', 'ACTIVE', 'none', now())`,
    [rows[0]?.id],
  )
  await database.owner.query(
    `insert into ${schema}.church_settings (id, member_prefix) values (gen_random_uuid(), 'GR')`,
  )
  await database.owner.query(
    `insert into ${schema}.member (id, member_number, first_name, last_name, email)
     select gen_random_uuid(), n::text, 'Ama', 'Mensah', 'ama' || n || '@people.example' from generate_series(1, ${people}) as n`,
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

/** Something urgent, told to everybody, as the transaction that tells it leaves it. */
async function tellEverybody() {
  const id = crypto.randomUUID()
  await database.owner.query(
    `with next as (update ${schema}.counter set value = value + 1 where name = 'notification' returning value),
     told as (
       insert into ${schema}.notification (id, seq, audience_kind, type, category, priority, title, message)
       select $1, value, 'CHURCH', 'TOLD', 'OTHER', 'URGENT', 'Told', 'It was told.' from next returning seq)
     insert into ${schema}.notification_audience select '${churchAudienceId}', seq from told`,
    [id],
  )
  await database.owner.query(
    `select jobs.add(substr($1, 3), 'expand-notification', json_build_object('notificationId', $2::text), null)`,
    [schema, id],
  )
}

/** Lets the two minutes go by after which another may try what a dead process had taken. */
async function letTimeGoBy() {
  await database.owner.query(`update ${schema}.notification_delivery set due_at = now() where status = 'PENDING'`)
  await database.owner.query(`update graphile_worker._private_jobs set run_at = now() where locked_at is null`)
}

const statuses = async () => {
  const sql = `select status, count(*)::int as count from ${schema}.notification_delivery group by status`
  return (await database.owner.query<{ status: string; count: number }>(sql)).rows
}

describe('a worker that is killed while it sends', () => {
  it(
    'loses no mail, and sends again only the one that was on its way, under one Message-ID',
    { timeout: 120_000 },
    async () => {
      const held = mailbox.hold()
      const first = await startWorkerProcess()
      await tellEverybody()
      const answer = await held
      first.kill('SIGKILL')
      await once(first, 'exit')
      answer()

      await startWorkerProcess()
      await eventually(async () => {
        await letTimeGoBy()
        return statuses()
      }).toEqual([{ status: 'SENT', count: people }])

      const ids = mailbox.received.map(({ mail }) => mail.messageId)
      expect(new Set(ids).size).toBe(people)
      expect(ids.length).toBeLessThanOrEqual(people + 1)
      expect(new Set(mailbox.received.flatMap(({ to }) => to)).size).toBe(people)
    },
  )
})
