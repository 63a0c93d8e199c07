import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { cursorOf } from '../testing/cursors.js'
import { listen, tryToListen } from '../testing/listener.js'
import { startRedisServer } from '../testing/redis-server.js'
import { createWorld } from '../testing/world.js'
import { churchAudienceId } from './notification.js'

const redis = await startRedisServer()
const world = await createWorld({ redisUrl: redis.url })
afterAll(() => redis.stop())

const sequences = (listener: { readonly received: readonly { readonly sequence: string | null }[] }) =>
  listener.received.map(({ sequence }) => sequence)

const upTo = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))

describe('notificationAdded', () => {
  it('brings a new event to every member of the church who listens, and to nobody of another', async () => {
    const church = await world.church()
    const neighbours = await world.church()
    const one = await listen(world.app, (await church.person('MEMBER')).api)
    const two = await listen(world.app, (await church.person('TREASURER')).api)
    const neighbour = await listen(world.app, (await neighbours.person('MEMBER')).api)

    const event = await church.event({ title: 'Harvest' })

    for (const listener of [one, two]) {
      expect(await listener.has(1)).toMatchObject([
        {
          sequence: '1',
          resync: false,
          notification: { type: 'EVENT_CREATED', event: { id: event.id, title: 'Harvest', startsAt: event.startsAt } },
        },
      ])
    }
    await neighbours.event({ title: 'Their own' })
    expect(await neighbour.has(1)).toMatchObject([{ notification: { event: { title: 'Their own' } } }])
    await Promise.all([one, two, neighbour].map((listener) => listener.close()))
  })

  it('is live only without `after`', async () => {
    const church = await world.church()
    await church.event({ title: 'Before' })
    const listener = await listen(world.app, (await church.person('MEMBER')).api)

    await church.event({ title: 'After' })

    expect(await listener.has(1)).toMatchObject([{ sequence: '2', notification: { event: { title: 'After' } } }])
    await listener.close()
  })

  it('first sends what was missed since `after`, in order, then goes on', async () => {
    const church = await world.church()
    for (const title of ['One', 'Two', 'Three']) await church.event({ title })
    const listener = await listen(world.app, (await church.person('MEMBER')).api, '1')

    await listener.has(2)
    await church.event({ title: 'Four' })

    expect((await listener.has(3)).map(({ notification }) => notification?.event?.title)).toEqual([
      'Two',
      'Three',
      'Four',
    ])
    await listener.close()
  })

  it('leaves no gap and no repeat between the two, while events keep coming', async () => {
    const church = await world.church()
    const { api } = await church.person('MEMBER')
    for (let made = 0; made < 10; made += 1) await church.event()

    const writing = Promise.all(Array.from({ length: 30 }, () => church.event()))
    const listeners = await Promise.all(
      Array.from({ length: 4 }, async (_, index) => {
        await pause(index * 10)
        return tryToListen(api, '0')
      }),
    )
    await writing

    for (const listener of listeners) {
      await listener.has(40)
      expect(sequences(listener)).toEqual(upTo(40))
      await listener.close()
    }
  })

  it('carries events too long for a message all the same', async () => {
    const church = await world.church()
    const listener = await listen(world.app, (await church.person('MEMBER')).api)

    const event = await church.event({ description: 'é'.repeat(9000) })

    expect(await listener.has(1)).toMatchObject([{ notification: { event: { id: event.id } } }])
    await listener.close()
  })

  it('says resync instead of sending more than a thousand', async () => {
    const church = await world.church()
    const person = await church.person('MEMBER')
    await church.event()
    await church.as(person, (ctx) =>
      world.database.owner.query(`
        insert into "c_${ctx.church.placeKey}".notification (id, seq, audience_kind, type, category, title, message)
        select gen_random_uuid(), number, 'CHURCH', 'EVENT_CREATED', 'EVENT', 'x', 'x' from generate_series(2, 1500) number;
        insert into "c_${ctx.church.placeKey}".notification_audience
        select '${churchAudienceId}', number from generate_series(2, 1500) number;
        update "c_${ctx.church.placeKey}".counter set value = 1500 where name = 'notification'`),
    )

    const listener = await listen(world.app, person.api, '1')

    expect(await listener.has(1)).toEqual([{ sequence: null, resync: true, notification: null, unreadCount: 1000 }])
    await church.event()
    expect((await listener.has(2))[1]).toMatchObject({ sequence: '1501', resync: false })
    await listener.close()
  })

  it.each([
    ['a word', { cursor: 'yesterday' }],
    ['a plain number', { cursor: '1' }],
    ['a number below zero', '-1'],
    ['a number the church has not reached', '7'],
  ])('refuses %s as `after`', async (_case, after) => {
    const church = await world.church()
    await church.event()
    const listener = tryToListen((await church.person('MEMBER')).api, after)

    expect(await listener.ended).toMatchObject([{ extensions: { code: 'BAD_CURSOR', argumentPath: ['after'] } }])
    await listener.close()
  })

  it('refuses a place in another church as `after`, even one that this church has reached', async () => {
    const [church, neighbour] = [await world.church(), await world.church()]
    for (const one of [church, neighbour]) await one.event()
    const cursor = cursorOf((await neighbour.person('MEMBER')).token, '1')
    const listener = tryToListen((await church.person('MEMBER')).api, { cursor })

    expect(await listener.ended).toMatchObject([{ extensions: { code: 'BAD_CURSOR', argumentPath: ['after'] } }])
    await listener.close()
  })

  it.each([
    ['no token', null, 4401],
    ['a token that was tampered with', 'eyJhbGciOiJub25lIn0.e30.', 4401],
  ])('closes the socket of somebody with %s', async (_case, token, code) => {
    const church = await world.church()
    const listener = tryToListen(church.stranger.with({ token }))

    expect(await listener.ended).toMatchObject({ code, reason: 'UNAUTHENTICATED' })
    await listener.close()
  })

  it("closes the socket of somebody with another church's token", async () => {
    const church = await world.church()
    const { token } = await (await world.church()).person('ADMIN')
    const listener = tryToListen(church.stranger.with({ token }))

    expect(await listener.ended).toMatchObject({ code: 4401, reason: 'FORBIDDEN' })
    await listener.close()
  })

  it('runs nothing but subscriptions over a socket', async () => {
    const church = await world.church()
    const client = (await church.person('ADMIN')).api.socket()

    const outcome = await new Promise((resolve) => {
      client.subscribe({ query: '{ viewer { id } }' }, { next: resolve, error: resolve, complete: () => undefined })
    })

    expect(outcome).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }])
    await client.dispose()
  })

  it('answers 404 to a socket at the host of an unknown church', async () => {
    const church = await world.church()
    const listener = tryToListen(church.stranger.with({ host: 'nobody-here.localhost', token: 'x' }))

    const { message } = (await listener.ended) as Error
    expect(message).toContain('404')
    await listener.close()
  })

  it('works on the central host, with the church as a parameter', async () => {
    const church = await world.church()
    const { api, token } = await church.person('MEMBER')
    const central = api.with({ host: 'api.localhost' })
    const client = central.socket({ token, 'X-Church': church.church.subdomain })

    const received = new Promise((resolve) => {
      client.subscribe(
        { query: `subscription { notificationAdded(after: "${cursorOf(token, '0')}") { sequence } }` },
        { next: resolve, error: resolve, complete: () => undefined },
      )
    })
    await church.event()

    expect(await received).toMatchObject({ data: { notificationAdded: { sequence: cursorOf(token, '1') } } })
    await client.dispose()
  })
})

describe('two servers over one Redis', () => {
  it('bring an event published by one to the listeners of the other', async () => {
    const church = await world.church()
    const second = await world.secondApp()
    const { api } = await church.person('MEMBER')
    const there = await listen(second.app, api.with({ port: second.port }))

    const event = await church.event({ title: 'Across' })

    expect(await there.has(1)).toMatchObject([{ sequence: '1', notification: { event: { id: event.id } } }])
    await there.close()
  })

  it('lose nothing and repeat nothing when Redis is killed and comes back', async () => {
    const church = await world.church()
    const second = await world.secondApp()
    const { api } = await church.person('MEMBER')
    const here = await listen(world.app, api)
    const there = await listen(second.app, api.with({ port: second.port }))

    await church.event()
    await Promise.all([here.has(1), there.has(1)])
    await redis.kill()
    for (let made = 0; made < 5; made += 1) await church.event()
    await redis.restart()
    await church.event()

    for (const listener of [here, there]) {
      await listener.has(7)
      expect(sequences(listener)).toEqual(upTo(7))
      await listener.close()
    }
  })
})

describe('a message that was committed but never published', () => {
  it('is carried out by the relay of any process', async () => {
    const church = await world.church()
    const person = await church.person('ADMIN')
    const listener = await listen(world.app, (await church.person('MEMBER')).api)

    // What a process leaves behind that dies between its commit and its publish.
    await church.as(person, async (ctx) => {
      const silent = { ...ctx, unit: { ...ctx.unit, committed: () => undefined } }
      await church.createEventIn(silent, { title: 'Left behind' })
    })

    expect(await listener.has(1)).toMatchObject([{ notification: { event: { title: 'Left behind' } } }])
    await listener.close()
  })
})
