import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto'
import { verify } from '@node-rs/argon2'
import { church, pool, rows, schema } from './bed.mjs'

// What is asked, answered straight from the tables.

const memberColumns = `id, member_number as "memberNumber", first_name as "firstName", last_name as "lastName",
  email, phone, status, created_at as "createdAt", version`

/** Members by id, as a loader wants them. */
export const membersById = (ids) =>
  rows('members', `select ${memberColumns} from member where id = any($1::uuid[])`, [ids])

export const memberById = async (id) =>
  (await rows('member', `select ${memberColumns} from member where id = $1`, [id]))[0] ?? null

export const memberPage = (first) =>
  rows(
    'page',
    `select ${memberColumns} from member where archived_at is null order by last_name, first_name, id limit $1`,
    [first],
  )

export const householdsOf = (ids) =>
  rows(
    'households',
    `select h.id, h.name, hm.member_id as "memberId" from household_member hm join household h on h.id = hm.household_id
     where hm.until_on is null and h.archived_at is null and hm.member_id = any($1::uuid[])`,
    [ids],
  )

export const ministriesOf = (ids) =>
  rows(
    'ministries',
    `select m.id, m.name, ms.member_id as "memberId" from ministry_membership ms join ministry m on m.id = ms.ministry_id
     where ms.status = 'ACTIVE' and m.archived_at is null and ms.member_id = any($1::uuid[]) order by m.name, m.id`,
    [ids],
  )

/** The page as one statement: what a hand would write for this question alone. */
export const wholePage = (first) =>
  rows(
    'whole-page',
    `select m.id, m.member_number as "memberNumber", m.first_name as "firstName", m.last_name as "lastName", m.email,
       m.phone, m.status,
       (select json_build_object('id', h.id, 'name', h.name) from household_member hm join household h on h.id = hm.household_id
        where hm.member_id = m.id and hm.until_on is null and h.archived_at is null limit 1) as household,
       coalesce((select json_agg(json_build_object('id', x.id, 'name', x.name) order by x.name, x.id) from ministry_membership ms
        join ministry x on x.id = ms.ministry_id where ms.member_id = m.id and ms.status = 'ACTIVE' and x.archived_at is null),
        '[]') as ministries
     from member m where m.archived_at is null order by m.last_name, m.first_name, m.id limit $1`,
    [first],
  )

/** The ten fields of a dashboard, each by its name. */
export const dashboard = {
  viewer: async () =>
    (
      await rows('viewer', 'select name from control.user_account where church_id = $1 order by id limit 1', [church])
    )[0],
  church: async () => (await rows('church', 'select name from control.church where id = $1', [church]))[0],
  members: (first = 5) => memberPage(first),
  households: (first = 5) =>
    rows('hh', 'select id, name from household where archived_at is null order by name, id limit $1', [first]),
  ministries: (first = 5) =>
    rows('mm', 'select id, name from ministry where archived_at is null order by name, id limit $1', [first]),
  events: (first = 5) =>
    rows(
      'ev',
      `select id, title, starts_at as "startsAt" from event where status <> 'DRAFT' order by starts_at, id limit $1`,
      [first],
    ),
  announcements: (first = 5) =>
    rows(
      'an',
      `select id, title from announcement where published_at <= now() and (expires_at is null or expires_at > now())
       order by published_at desc, id desc limit $1`,
      [first],
    ),
  notifications: (first = 5) =>
    rows('no', `select id, title from notification where audience_kind = 'CHURCH' order by seq desc limit $1`, [first]),
  unreadNotificationCount: async () =>
    (await rows('un', `select count(*)::int as count from notification where audience_kind = 'CHURCH'`, []))[0].count,
  roles: (first = 5) => rows('ro', 'select id, name from role order by name, id limit $1', [first]),
}

/**
 * Enters a member with what FaithFlow writes for one, in a transaction like its own: the number, the member, the entry of
 * the audit log with its number, the message to screens.
 */
export async function createMember({ firstName, lastName }) {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level read committed read write')
    const ask = async (name, text, values) => (await client.query({ name, text, values })).rows[0]
    const { prefix, start } = await ask(
      'numbering',
      'select member_prefix as prefix, member_start as start from church_settings',
      [],
    )
    const { value } = await ask(
      'number',
      `insert into counter (name, value) values ('member', $1::bigint)
       on conflict (name) do update set value = counter.value + 1 returning value`,
      [start],
    )
    const member = await ask(
      'enter',
      `insert into member (id, member_number, first_name, last_name) values ($1, $2, $3, $4) returning ${memberColumns}`,
      [randomUUID(), `${prefix}-${String(value).padStart(4, '0')}`, firstName, lastName],
    )
    await tell(ask, member)
    await client.query('commit')
    return member
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** The entry of the audit log with its number, and the message. */
const tell = (ask, member) =>
  ask(
    'tell',
    `with next as (insert into counter (name, value) values ('change', 1)
       on conflict (name) do update set value = counter.value + 1 returning value),
     message as (insert into outbox.message (church, topic, body) values ($6, 'bench', $7))
     insert into audit_log (id, seq, at, actor_kind, action, entity, entity_id, after, fields, request_id)
     select $1, value, now(), 'SYSTEM', 'member.create', 'member', $2, $3, $4, $5 from next`,
    [
      ...[randomUUID(), member.id, JSON.stringify(member), Object.keys(member), randomUUID(), schema.slice(2)],
      JSON.stringify({ v: 1, changes: [{ entity: 'member', id: member.id, operation: 'CREATED', version: 1 }] }),
    ],
  )

// Nobody carries its messages out. One statement a second costs it nothing and keeps the table as small as FaithFlow's.
const forget = () => pool.query(`delete from outbox.message where topic = 'bench'`).catch(() => undefined)
setInterval(() => void forget(), 1000).unref()

const key = createPrivateKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
const coded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Checks the password, keeps a session and signs a token. */
export async function signIn({ email, password }) {
  const [user] = await rows(
    'account',
    'select id, email, password_hash as hash from control.user_account where church_id = $1 and email = $2',
    [church, email],
  )
  if (!user || !(await verify(user.hash, password))) return null
  const id = randomUUID()
  await rows(
    'session',
    `insert into control.refresh_session (id, church_id, user_id, family_id, token_hash, expires_at, family_expires_at)
     values ($1, $2, $3, $1, $4, now() + interval '30 days', now() + interval '30 days')`,
    [id, church, user.id, randomBytes(32)],
  )
  const body = `${coded({ alg: 'EdDSA' })}.${coded({ sub: user.id, session: id, exp: Math.floor(Date.now() / 1000) + 3600 })}`
  return { email: user.email, accessToken: `${body}.${sign(null, body, key).toString('base64url')}` }
}
