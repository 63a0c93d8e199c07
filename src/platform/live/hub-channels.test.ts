import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../../testing/eventually.js'
import { LiveBed, seqs } from '../../testing/live-bed.js'
import { type RedisServer, startRedisServer } from '../../testing/redis-server.js'
import type { PubSub } from '../redis/pub-sub.js'
import type { Hub } from './hub.js'

let server: RedisServer
let admin: Redis
let bed: LiveBed
let there: Hub

/** Whether any process is subscribed to the church's channel, asked of Redis. */
const isSubscribed = async (church: string = bed.church) =>
  (await admin.pubsub('CHANNELS', `*:ntf:${church}`)).length === 1

beforeAll(async () => {
  server = await startRedisServer()
  admin = new Redis(server.url)
})
afterAll(async () => {
  admin.disconnect()
  await server.stop()
})
beforeEach(() => {
  bed = new LiveBed(server.url)
  there = bed.hub()
})
afterEach(() => bed.close())

describe("a church's channel", () => {
  it('opens with its first socket, once for all, and closes after the last', async () => {
    const hub = bed.hub({ lingerMs: 0 })
    const before = await isSubscribed()
    const listeners = await Promise.all(Array.from({ length: 5 }, () => bed.listen(hub)))
    const during = [await isSubscribed(), hub.counts()]

    for (const { sink } of listeners) await sink.return()

    await eventually(() => hub.counts()).toEqual({ sockets: 0, churches: 0, visits: 0 })
    await eventually(() => isSubscribed()).toBe(false)
    expect([before, ...during]).toEqual([false, true, { sockets: 5, churches: 1, visits: 0 }])
  })

  it('lingers for who comes back, keeping its place in the sequence', async () => {
    const hub = bed.hub({ lingerMs: 60_000 })
    const witness = await bed.listen(hub, { church: randomUUID() })
    const { sink } = await bed.listen(hub)
    await sink.return()
    bed.commit(3)
    await bed.send(there)
    await bed.send(there, {}, witness.church)
    await eventually(() => witness.seen).toEqual(['1'])

    const { seen } = await bed.listen(hub)
    await bed.send(there)

    await eventually(() => seen).toEqual(['5'])
    expect([hub.counts().churches, bed.rows.reads]).toEqual([2, []])
  })

  it('hears everything when it is left and entered again in one breath', async () => {
    const hub = bed.hub({ lingerMs: 0 })
    for (let round = 1; round <= 30; round += 1) {
      const { sink, seen } = await bed.listen(hub)
      await bed.send(there)
      await eventually(() => seen).toEqual([String(round)])
      await sink.return()
      // Now at once, now when the timer has fired, now while it unsubscribes.
      for (let turn = 0; turn < round % 3; turn += 1) await new Promise(setImmediate)
    }
  })

  it('opens anew for who comes while it is being left', async () => {
    let letGo: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (letGo = resolve))
    const slowToLeave: PubSub = {
      publish: (channel, message) => bed.transport.publish(channel, message),
      onGap: (listener) => bed.transport.onGap(listener),
      ping: () => bed.transport.ping(),
      close: async () => undefined,
      subscribe: async (channel, listener) => {
        const unsubscribe = await bed.transport.subscribe(channel, listener)
        return () => gate.then(unsubscribe)
      },
    }
    const hub = bed.hub({ lingerMs: 0, pubSub: slowToLeave })
    const { sink } = await bed.listen(hub)
    await sink.return()
    await eventually(() => hub.counts().churches).toBe(0)

    const { seen } = await bed.listen(hub)
    await bed.send(there)
    letGo()
    await eventually(() => seen).toEqual(['1'])
    await bed.send(there)

    await eventually(() => seen).toEqual(seqs(2))
  })

  it('opens alike for many who come and go at once', async () => {
    const hub = bed.hub({ lingerMs: 0 })
    const stay = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        const listener = await bed.listen(hub)
        if (n % 2 === 0) await listener.sink.return()
        return listener
      }),
    )

    await bed.send(there)

    const expected = stay.map((_, n) => (n % 2 === 0 ? [] : ['1']))
    await eventually(() => stay.map(({ seen }) => seen)).toEqual(expected)
    expect(hub.counts()).toMatchObject({ sockets: 20, churches: 1 })
  })
})

describe('listening', () => {
  it('misses nothing that is committed while the channel opens', async () => {
    const church = randomUUID()
    const hub = bed.hub({
      // Committed and published between the subscription and the reading of the number, and right after it.
      currentSeq: async () => {
        await bed.send(there, {}, church)
        const current = await bed.rows.currentSeq(church)
        await bed.send(there, {}, church)
        return current
      },
    })

    const { seen } = await bed.listen(hub, { church })
    await bed.send(there, {}, church)

    await eventually(() => seen).toEqual(['2', '3'])
  })

  it('is refused when the rows cannot be read, leaves nothing behind, and works the next time', async () => {
    const hub = bed.hub()
    bed.rows.failNext(4)

    const attempts = await Promise.allSettled([bed.listen(hub), bed.listen(hub)])
    const after = hub.counts()
    const { seen } = await bed.listen(hub)
    await bed.send(there)

    expect(attempts.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(after).toEqual({ sockets: 0, churches: 0, visits: 0 })
    await eventually(() => seen).toEqual(['1'])
  })

  it('is refused without a church or a user', async () => {
    await expect(bed.listen(there, { church: '' })).rejects.toThrow('church')
    await expect(bed.listen(there, { userId: '' })).rejects.toThrow('user')
  })
})

it('refuses to publish what every hub would drop', async () => {
  const [message] = bed.commit(1)
  if (!message) throw new Error('nothing committed')

  await expect(there.publish('', message)).rejects.toThrow(TypeError)
  await expect(there.publish(bed.church, { ...message, seq: '0' })).rejects.toThrow(TypeError)
})

describe('close', () => {
  it('ends every sink, even one whose reader waits, and every subscription', async () => {
    const hub = bed.hub()
    const sink = await hub.listen({ church: bed.church, userId: 'user', audiences: ['CHURCH'] })
    const pending = sink.next()
    await bed.listen(hub, { church: randomUUID() })

    await Promise.all([hub.close(), hub.close()])

    expect(await pending).toEqual({ done: true, value: undefined })
    expect(hub.counts()).toMatchObject({ sockets: 0, churches: 0 })
    await eventually(() => isSubscribed()).toBe(false)
    await expect(bed.listen(hub)).rejects.toThrow('closed')
  })

  it('does not wait for rows that never come, and delivers nothing more', async () => {
    const { seen } = await bed.listen(there)
    const release = bed.rows.hold(bed.church)
    bed.commit(1)
    await bed.send(there)
    await eventually(() => bed.rows.reads.length).toBe(1)

    await there.close()
    release()

    expect(seen).toEqual([])
  })

  it('rejects who still waits for the channel to open', async () => {
    const hub = bed.hub({ currentSeq: () => new Promise(() => undefined) })
    const waiting = bed.listen(hub)
    await eventually(() => isSubscribed()).toBe(true)

    await hub.close()

    await expect(waiting).rejects.toThrow('closed')
    await eventually(() => isSubscribed()).toBe(false)
  })

  it('leaves the other process alone', async () => {
    const hub = bed.hub()
    await bed.listen(hub)
    const { seen } = await bed.listen(there)

    await hub.close()
    await bed.send(there)

    await eventually(() => seen).toEqual(seqs(1))
  })
})
