import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import type { Api } from '../testing/api.js'
import { listenToChanges } from '../testing/change-listener.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { eventually } from '../testing/eventually.js'
import { connectRaw, type RawConnection } from '../testing/raw-connection.js'
import { recordedLog } from '../testing/recorded-log.js'
import { createWorld } from '../testing/world.js'

const log = recordedLog()
const world = await createWorld({ log })

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
  await church.ministry([(await church.member()).id])
})

const requestOf = ({ options }: Api, body: string): string =>
  [
    'POST /graphql HTTP/1.1',
    `host: ${options.host}:${options.port}`,
    `authorization: Bearer ${options.token}`,
    `x-forwarded-for: ${options.address}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')

interface Left {
  readonly mode: 'share' | 'access exclusive'
  readonly table?: string
  readonly leave?: (connection: RawConnection) => void
}

/**
 * Sends a request, and leaves it when it waits for what is held of the table; resolves to what came of an answer, once
 * nobody waits any more and the connection is given back.
 */
async function leaveAt(api: Api, requests: string, { mode, table = 'member', leave }: Left): Promise<string> {
  const connection = await connectRaw(api.options.port)
  await withOwner(world.database.ownerUrl, async (holder) => {
    await holder.query(`begin; lock table c_${church.church.placeKey}.${table} in ${mode} mode`)
    connection.send(requests)
    const waiting = async () => {
      await holder.query('select pg_stat_clear_snapshot()')
      const { rows } = await holder.query(
        `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      return rows.length
    }
    while ((await waiting()) === 0) await pause(5)
    if (leave) leave(connection)
    else connection.close()
    await connection.ended
    // Whatever comes later is heard by the server later, too.
    expect((await church.stranger.ask('GET', '/health')).status).toBe(200)
    await holder.query('commit')
  })
  await expect.poll(openTransactions, { timeout: 5000, interval: 10 }).toBe(0)
  return connection.received()
}

/** Those of requests in churches. One that nobody ends is ended by PostgreSQL after ten seconds. */
async function openTransactions(): Promise<number> {
  const { rows } = await world.database.owner.query(
    `select pid from pg_stat_activity
     where datname = current_database() and usename = 'gw_main' and xact_start is not null`,
  )
  return rows.length
}

const list = (name: string) => `query ${name} { members { nodes { id ministries { id } } } }`
const create = (name: string) => `mutation ${name} ($input: CreateMemberInput!) {
  createMember(input: $input) { member { id ministries { id } } errors { code } } }`

const troubles = () => log.lines.filter((line) => !/^(debug|info): /.test(line))

const named = (lastName: string) =>
  church.write((db) => db.selectFrom('member').select('id').where('last_name', '=', lastName).execute())

describe.each([
  ['for the first time, by Apollo', 0],
  ['by the short way', 3],
])('a client that leaves what is answered %s', (way, times) => {
  it.each([
    ['closes its connection', (connection: RawConnection) => connection.close()],
    ['has no more to send', (connection: RawConnection) => connection.finish()],
  ])('in the middle of a query, as it %s, leaves no trouble and no connection behind', async (how, leave) => {
    const name = `Of${times}${how.length}`
    for (let turn = 0; turn < times; turn += 1) await admin.api.sendText(list(name))
    // Who asks is known, so that it waits where it is to.
    await admin.api.sendText('{ viewer { id } }')

    const received = await leaveAt(admin.api, requestOf(admin.api, JSON.stringify({ query: list(name) })), {
      ...{ mode: 'access exclusive', leave },
    })

    expect(received).toBe('')
    expect(troubles()).toEqual([])
  })

  it('in the middle of a mutation has it done wholly, once, and no trouble', async () => {
    const query = create(`Of${times}`)
    const input = { firstName: 'Efua', lastName: `Left ${way}`, idempotencyKey: randomUUID() }
    const others = (at: number) => ({ ...input, lastName: `Other ${at}`, idempotencyKey: randomUUID() })
    for (let turn = 0; turn < times; turn += 1) await admin.api.sendText(query, { input: others(turn) })
    const { told, close } = await listenToChanges(admin.api, 'MEMBER')

    const text = requestOf(admin.api, JSON.stringify({ query, variables: { input } }))
    const received = await leaveAt(admin.api, text, { mode: 'share' })

    const [member] = await named(input.lastName)
    expect(member).toBeDefined()
    const audited = await church.write((db) =>
      db.selectFrom('audit_log').select('action').where('entity_id', '=', String(member?.id)).execute(),
    )
    expect(audited).toEqual([{ action: 'member.create' }])
    await eventually(() => told.filter(({ id }) => id === member?.id).length).toBe(1)
    const again = await admin.api.sendText(query, { input })
    expect(again.data).toMatchObject({ createMember: { member: { id: member?.id }, errors: [] } })
    expect(await named(input.lastName)).toHaveLength(1)
    expect([received, troubles()]).toEqual(['', []])
    await close()
  })
})

describe('a client that leaves', () => {
  it('before it is known who asks has nothing done', async () => {
    const lastName = 'Never'
    const body = JSON.stringify({ query: create('Early'), variables: { input: { firstName: 'Efua', lastName } } })
    const stranger = await church.person('ADMIN')

    const received = await leaveAt(stranger.api, requestOf(stranger.api, body), {
      ...{ table: 'user_role', mode: 'access exclusive' },
    })

    expect([received, await named(lastName), troubles()]).toEqual(['', [], []])
  })

  it.each([
    ['at once', 1],
    ['what stands in line behind another request', 2],
  ])('after sending what is no request of GraphQL, %s, takes no connection along', async (_how, times) => {
    const stranger = await church.person('ADMIN')
    const text = requestOf(stranger.api, JSON.stringify({ query: 7 }))

    await leaveAt(stranger.api, text.repeat(times), { table: 'user_role', mode: 'access exclusive' })

    expect(troubles()).toEqual([])
  })
})
