import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { budgets } from '../../platform/limits/budgets.js'
import { Api } from '../../testing/api.js'
import { askBySocket } from '../../testing/ask-by-socket.js'
import type { ChurchWorld, Person } from '../../testing/church-world.js'
import { eventually } from '../../testing/eventually.js'
import { createWorld } from '../../testing/world.js'

const world = await createWorld()
const { limits } = world.app.parts

let church: ChurchWorld
let person: Person
beforeAll(async () => {
  church = await world.church()
})
beforeEach(async () => {
  person = await church.person('MEMBER')
})

type Answer = Awaited<ReturnType<Api['sendText']>>

/** The seconds after which to come back; fails when the answer is anything but a whole refusal. */
function waitOf({ status, data, errors, headers }: Answer): number {
  expect(status).toBe(429)
  expect(data).toBeUndefined()
  expect(errors).toMatchObject([{ extensions: { code: 'THROTTLED' } }])
  const seconds = Number(headers['retry-after'])
  expect(errors[0]?.extensions).toHaveProperty('retryAfterMs', seconds * 1000)
  return seconds
}

const spendAll = (budget: (typeof budgets)[keyof typeof budgets], who: string, of: string | null) =>
  limits.spend(budget, { church: of, who }, budget.points)

describe('somebody who asks for more than their budget', () => {
  it('is told to wait, over HTTP and sockets, from wherever and in every process; others are not', async () => {
    const second = await world.secondApp()
    await spendAll(budgets.user, person.userId, church.church.id)

    expect(waitOf(await person.api.sendText('{ viewer { id } }'))).toBeLessThanOrEqual(40)
    waitOf(await person.api.with({ address: '192.0.2.9' }).sendText('{ viewer { id } }'))
    waitOf(await person.api.with({ port: second.port }).sendText('{ viewer { id } }'))
    const { codes } = await askBySocket(person.api, 'subscription { notificationAdded { sequence } }')
    expect(codes).toEqual(['THROTTLED'])

    const neighbour = await church.person('MEMBER')
    expect((await neighbour.api.sendText('{ viewer { id } }')).status).toBe(200)
  })

  it('is told to sign in first, however much was asked for', async () => {
    const much = '{ members(first: 100) { nodes { household { members { id } } ministries { id } } } }'

    const { status, errors } = await church.stranger.sendText(much)

    expect([status, errors[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED'])
  })

  it('pays what an operation costs, not how often they ask', async () => {
    const spent = async () => (await limits.look(budgets.user, { church: church.church.id, who: person.userId })).spent

    await person.api.sendText('{ viewer { id } }')
    const cheap = await spent()
    await person.api.sendText('{ events(first: 100) { nodes { id } } }')

    expect(cheap).toBeLessThan(5)
    expect((await spent()) - cheap).toBeGreaterThan(100)
  })

  it('pays for nonsense too, since it had to be read', async () => {
    const spent = async () => (await limits.look(budgets.user, { church: church.church.id, who: person.userId })).spent

    await person.api.sendText('{ nonsense }')
    await person.api.sendText('{')

    expect(await spent()).toBeGreaterThanOrEqual(20)
  })

  it('pays for asking when a known operation is refused as too much', async () => {
    const spent = async () => (await limits.look(budgets.user, { church: church.church.id, who: person.userId })).spent
    const query = 'query ($n: Int) { events(first: $n) { nodes { id title } } }'
    for (let turn = 0; turn < 3; turn += 1) await person.api.sendText(query, { n: 1 })
    const before = await spent()

    const { errors } = await person.api.sendText(query, { n: 100_000 })

    expect(errors[0]?.extensions?.code).toBe('QUERY_TOO_COMPLEX')
    expect(await spent()).toBe(before + 1)
  })
})

describe('somebody unknown who asks for more than an address may', () => {
  it('is told to wait, in this church and the next; people who are signed in there go on', async () => {
    const nobody = church.stranger
    const elsewhere = new Api({ ...(await world.church()).stranger.options, address: nobody.options.address })
    const lobby = new Api({ ...nobody.options, host: 'api.localhost' })

    const answers: Answer[] = []
    await eventually(async () => {
      answers.push(await nobody.sendText('{ nonsense }'))
      return answers.at(-1)?.status
    }).toBe(429)
    expect(answers.length).toBeLessThan(60)

    for (const api of [nobody, elsewhere, lobby]) waitOf(await api.sendText('{ viewer { id } }'))
    const origin = `http://${church.church.subdomain}.localhost`
    const browser = nobody.with({ headers: { origin, cookie: 'faithflow_refresh=guessed' } })
    for (const route of ['/auth/refresh', '/auth/sign-out']) expect((await browser.ask('POST', route)).status).toBe(429)
    expect((await person.api.with({ address: nobody.options.address }).sendText('{ viewer { id } }')).status).toBe(200)
  })

  it('cannot pose as another address by a header that no proxy wrote', async () => {
    const nobody = church.stranger
    await spendAll(budgets.address, '192.0.2.200', null)

    // The proxy adds the address it sees behind whatever the client claims.
    const claimed = nobody.with({ headers: { 'x-forwarded-for': `203.0.113.5, 192.0.2.200` } })

    waitOf(await claimed.sendText('{ church { id } }'))
  })

  it('is one and the same within a network of IPv6', async () => {
    await spendAll(budgets.address, '2001:db8:5:5::/64', null)

    waitOf(await church.stranger.with({ address: '2001:db8:5:5:1:2:3:4' }).sendText('{ church { id } }'))
    expect((await church.stranger.with({ address: '2001:db8:5:6::1' }).sendText('{ viewer { id } }')).status).toBe(401)
  })
})

describe('a church that asks for more than a church may', () => {
  it('waits; its neighbours do not', async () => {
    const [busy, calm] = [await world.church(), await world.church()]
    await spendAll(budgets.church, 'all', busy.church.id)

    waitOf(await (await busy.person('MEMBER')).api.sendText('{ viewer { id } }'))
    expect((await (await calm.person('MEMBER')).api.sendText('{ viewer { id } }')).status).toBe(200)
  })
})

describe('guessing passwords by the API', () => {
  const signIn = (api: Api, email: string, password = 'guess') =>
    api.sendText(
      'mutation ($email: String!, $password: String!) { signIn(input: { email: $email, password: $password }) { viewer { id } errors { code } } }',
      { email, password },
    )

  it('ends in 429, alike for those who have an account and those who have none', async () => {
    const ends: unknown[] = []
    for (const email of [person.email, `nobody-${person.email}`]) {
      for (let guess = 0; guess < 5; guess += 1) expect((await signIn(church.stranger, email)).status).toBe(200)
      const { status, errors, headers } = await signIn(church.stranger, email)
      ends.push({ status, errors, headers: Object.keys(headers), wait: headers['retry-after'] })
    }

    expect(ends[0]).toMatchObject({
      status: 429,
      wait: '900',
      errors: [{ extensions: { code: 'THROTTLED', retryAfterMs: 900_000 } }],
    })
    expect(ends[1]).toEqual(ends[0])
  })
})
