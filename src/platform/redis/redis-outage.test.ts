import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually, succeeds } from '../../testing/eventually.js'
import { recordedLog } from '../../testing/recorded-log.js'
import { type RedisServer, startRedisServer } from '../../testing/redis-server.js'
import { type PubSub, PubSubClosed } from './pub-sub.js'
import { createRedisPubSub } from './redis-pub-sub.js'

let server: RedisServer
let log: ReturnType<typeof recordedLog>
const open: PubSub[] = []
const unhandled: unknown[] = []
const note = (reason: unknown) => unhandled.push(reason)

function createPubSub(): PubSub {
  const pubSub = createRedisPubSub({ url: server.url, prefix: 'test:', log })
  open.push(pubSub)
  return pubSub
}

/** Publishes until the transport takes it, as whoever stores before sending can. */
async function publishAtLast(pubSub: PubSub, channel: string, message: unknown): Promise<void> {
  await eventually(() => succeeds(pubSub.publish(channel, message))).toBe(true)
}

beforeEach(async () => {
  server = await startRedisServer()
  log = recordedLog()
  process.on('unhandledRejection', note)
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((pubSub) => pubSub.close()))
  await server.stop()
  process.off('unhandledRejection', note)
  expect(unhandled.splice(0)).toEqual([])
})

describe('when Redis is killed under subscriptions and comes back', () => {
  it('tells of the gap, and what is published from then on arrives', async () => {
    const [here, there] = [createPubSub(), createPubSub()]
    const heard: unknown[] = []
    let gaps = 0
    for (const channel of ['ntf:a', 'ntf:b', 'ntf:c'])
      await here.subscribe(channel, (message) => void heard.push(message))
    here.onGap(() => {
      gaps += 1
      // What is lost before the subscriptions stand again is in the gap; what is sent after it must arrive.
      for (const channel of ['ntf:a', 'ntf:b', 'ntf:c']) void publishAtLast(there, channel, channel)
    })

    await server.kill()
    await server.restart()

    await eventually(() => gaps).toBe(1)
    await eventually(() => [...heard].toSorted()).toEqual(['ntf:a', 'ntf:b', 'ntf:c'])
  })

  it('does so every time', async () => {
    const pubSub = createPubSub()
    const heard: unknown[] = []
    let gaps = 0
    pubSub.onGap(() => {
      gaps += 1
    })
    await pubSub.subscribe('ntf:a', (message) => void heard.push(message))

    for (const round of [1, 2, 3]) {
      await server.kill()
      await server.restart()
      await eventually(() => gaps).toBe(round)
      await publishAtLast(pubSub, 'ntf:a', round)
      // Heard before the next kill: what is on its way then is rightly lost.
      await eventually(() => heard.at(-1)).toBe(round)
    }

    expect(heard).toEqual([1, 2, 3])
  })

  it('logs one line as the outage begins and one as it ends, for each connection', async () => {
    const pubSub = createPubSub()
    await pubSub.ping()

    await server.kill()
    await expect(pubSub.publish('ntf:a', 1)).rejects.toThrow()
    await server.restart()
    await eventually(() => succeeds(pubSub.ping())).toBe(true)

    const away = log.lines.filter((line) => line === 'warn: Redis is away')
    await eventually(() => log.lines.filter((line) => line === 'info: Redis is back')).toHaveLength(away.length)
    expect(away).toHaveLength(2)
  })
})

describe('while Redis is away', () => {
  it('rejects what is published and every ping', async () => {
    const pubSub = createPubSub()
    await pubSub.ping()
    await server.kill()

    await expect(pubSub.publish('ntf:a', 1)).rejects.toThrow()
    await expect(pubSub.ping()).rejects.toThrow()
  })

  it('lets subscriptions wait until it is back', async () => {
    await server.kill()
    const pubSub = createPubSub()
    const heard: unknown[] = []
    const subscribed = pubSub.subscribe('ntf:a', (message) => void heard.push(message))
    await expect(pubSub.publish('ntf:a', 'too early')).rejects.toThrow()

    await server.restart()
    await subscribed
    await publishAtLast(pubSub, 'ntf:a', 'in time')

    await eventually(() => heard).toEqual(['in time'])
  })

  it('forgets a channel that was left, and hears one that was left and entered again', async () => {
    const [pubSub, sender] = [createPubSub(), createPubSub()]
    const heard: unknown[] = []
    const leave = await pubSub.subscribe('ntf:left', () => heard.push('left'))
    const leaveEntered = await pubSub.subscribe('ntf:entered', () => heard.push('stale'))
    await server.kill()
    await expect(pubSub.publish('ntf:a', 1)).rejects.toThrow()

    await leave()
    await leaveEntered()
    const entered = pubSub.subscribe('ntf:entered', () => heard.push('entered'))
    await server.restart()
    await entered
    await publishAtLast(sender, 'ntf:left', 1)
    await publishAtLast(sender, 'ntf:entered', 1)

    await eventually(() => heard).toEqual(['entered'])
    const admin = new Redis(server.url)
    expect(await admin.pubsub('CHANNELS')).toEqual(['test:ntf:entered'])
    admin.disconnect()
  })

  it('closes without waiting for it, and rejects what still waits to subscribe', async () => {
    const pubSub = createPubSub()
    const leave = await pubSub.subscribe('ntf:a', () => undefined)
    await server.kill()
    await expect(pubSub.publish('ntf:a', 1)).rejects.toThrow()
    const waiting = pubSub.subscribe('ntf:b', () => undefined)
    // Between two attempts to connect, where ioredis forgets what waits in its queue.
    await pause(50)

    await pubSub.close()

    await expect(waiting).rejects.toThrow(PubSubClosed)
    await expect(leave()).resolves.toBeUndefined()
  })
})
