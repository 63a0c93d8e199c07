import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '../../testing/eventually.js'
import { recordedLog } from '../../testing/recorded-log.js'
import { type RedisServer, startRedisServer } from '../../testing/redis-server.js'
import { createInProcessPubSub } from './in-process-pub-sub.js'
import type { PubSub } from './pub-sub.js'
import { createRedisPubSub } from './redis-pub-sub.js'

let server: RedisServer
beforeAll(async () => {
  server = await startRedisServer()
})
afterAll(() => server.stop())

describe.each([
  { name: 'in process', create: (log: ReturnType<typeof recordedLog>) => createInProcessPubSub({ log }) },
  {
    name: 'over Redis',
    create: (log: ReturnType<typeof recordedLog>) =>
      createRedisPubSub({ url: server.url, prefix: `${randomUUID()}:`, log }),
  },
])('a pub/sub $name', ({ create }) => {
  let log: ReturnType<typeof recordedLog>
  let pubSub: PubSub
  const unhandled: unknown[] = []
  const note = (reason: unknown) => unhandled.push(reason)

  beforeEach(() => {
    log = recordedLog()
    pubSub = create(log)
    process.on('unhandledRejection', note)
  })
  afterEach(async () => {
    await pubSub.close()
    process.off('unhandledRejection', note)
    expect(unhandled.splice(0)).toEqual([])
  })

  /** Subscribes; answers with what has arrived so far. */
  async function hear(channel: string): Promise<unknown[]> {
    const heard: unknown[] = []
    await pubSub.subscribe(channel, (message) => void heard.push(message))
    return heard
  }

  it('brings every message to every listener of the channel, in order', async () => {
    const [first, second] = [await hear('ntf:a'), await hear('ntf:a')]

    for (const n of [1, 2, 3]) await pubSub.publish('ntf:a', { n })

    await eventually(() => [first, second]).toEqual(Array(2).fill([{ n: 1 }, { n: 2 }, { n: 3 }]))
  })

  it('brings nothing to the listeners of another channel', async () => {
    const [ours, theirs] = [await hear('ntf:a'), await hear('ntf:b')]

    await pubSub.publish('ntf:a', 'ours')
    await pubSub.publish('ntf:b', 'theirs')

    await eventually(() => [ours, theirs]).toEqual([['ours'], ['theirs']])
  })

  it('carries any JSON value whole', async () => {
    const values = [null, true, 'text with "quotes" and ✝', 1.5, [], { deep: [{ er: null }] }, '9007199254740993']
    const heard = await hear('ntf:a')

    for (const value of values) await pubSub.publish('ntf:a', value)

    await eventually(() => heard).toEqual(values)
  })

  it('hands over messages that nobody can change for the others', async () => {
    const sent = { list: [{ n: 1 }] }
    const heard = await hear('ntf:a')

    await pubSub.publish('ntf:a', sent)
    sent.list = []

    await vi.waitFor(() => expect(heard).toEqual([{ list: [{ n: 1 }] }]))
    const [message] = heard as [{ list: [object] }]
    expect([message, message.list, message.list[0]].every(Object.isFrozen)).toBe(true)
  })

  it('delivers after publish has returned to its caller, never inside it', async () => {
    const heard = await hear('ntf:a')

    const published = pubSub.publish('ntf:a', 1)
    const during = [...heard]
    await published

    expect(during).toEqual([])
    await eventually(() => heard).toEqual([1])
  })

  it('goes on when a listener throws or rejects, and logs it', async () => {
    await pubSub.subscribe('ntf:a', () => {
      throw new Error('thrown')
    })
    await pubSub.subscribe('ntf:a', async () => {
      throw new Error('rejected')
    })
    const heard = await hear('ntf:a')

    await pubSub.publish('ntf:a', 1)
    await pubSub.publish('ntf:a', 2)

    await eventually(() => heard).toEqual([1, 2])
    await eventually(() => log.lines).toEqual(Array(4).fill('error: a live message listener failed'))
  })

  it('ends one subscription, as often as asked, and leaves its neighbours', async () => {
    const listener = vi.fn()
    const unsubscribe = await pubSub.subscribe('ntf:a', listener)
    await pubSub.subscribe('ntf:a', listener)

    await Promise.all([unsubscribe(), unsubscribe(), unsubscribe()])
    await pubSub.publish('ntf:a', 1)

    await eventually(() => listener.mock.calls).toEqual([[1]])
  })

  it('lets a listener end itself and its neighbour in the midst of a delivery', async () => {
    const heard: string[] = []
    const ends: (() => Promise<void>)[] = []
    for (const name of ['first', 'second']) {
      ends.push(await pubSub.subscribe('ntf:a', () => void (heard.push(name), ends.map((end) => end()))))
    }
    const witness = await hear('ntf:b')

    await pubSub.publish('ntf:a', 1)
    await pubSub.publish('ntf:a', 2)
    await pubSub.publish('ntf:b', 'later')

    await eventually(() => witness).toEqual(['later'])
    expect(heard).toEqual(['first'])
  })

  it('hears again when a channel is left and entered in one breath', async () => {
    for (let round = 0; round < 20; round += 1) {
      const unsubscribe = await pubSub.subscribe('ntf:a', () => undefined)
      const left = unsubscribe()
      const heard: unknown[] = []
      const again = await pubSub.subscribe('ntf:a', (message) => void heard.push(message))
      await left
      await pubSub.publish('ntf:a', round)
      await eventually(() => heard).toEqual([round])
      await again()
    }
  })

  it('opens a channel once for many who enter together, and keeps it while one is left', async () => {
    const heard: unknown[] = []
    const listener = (message: unknown) => void heard.push(message)
    const ends = await Promise.all(Array.from({ length: 20 }, () => pubSub.subscribe('ntf:a', listener)))

    await Promise.all(ends.slice(1).map((end) => end()))
    await pubSub.publish('ntf:a', 'one left')

    await eventually(() => heard).toEqual(['one left'])
  })

  it.each([undefined, () => 1, 1n, Symbol('s')])('refuses to publish %s, which is no JSON value', async (value) => {
    await expect(pubSub.publish('ntf:a', value)).rejects.toThrow(TypeError)
  })

  it('refuses to publish a circle', async () => {
    const circle: { self?: object } = {}
    circle.self = circle

    await expect(pubSub.publish('ntf:a', circle)).rejects.toThrow(TypeError)
  })

  it('answers a ping', async () => {
    await expect(pubSub.ping()).resolves.toBeUndefined()
  })

  it('refuses everything once closed, except to end what was begun', async () => {
    const unsubscribe = await pubSub.subscribe('ntf:a', () => undefined)

    await Promise.all([pubSub.close(), pubSub.close()])

    await expect(pubSub.publish('ntf:a', 1)).rejects.toThrow('closed')
    await expect(pubSub.subscribe('ntf:a', () => undefined)).rejects.toThrow('closed')
    await expect(pubSub.ping()).rejects.toThrow('closed')
    await expect(unsubscribe()).resolves.toBeUndefined()
  })
})
