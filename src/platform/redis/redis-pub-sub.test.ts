import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../../testing/eventually.js'
import { recordedLog } from '../../testing/recorded-log.js'
import { type RedisServer, startRedisServer } from '../../testing/redis-server.js'
import { type PubSub, PubSubClosed } from './pub-sub.js'
import { createRedisPubSub } from './redis-pub-sub.js'

let server: RedisServer
let log: ReturnType<typeof recordedLog>
const open: PubSub[] = []
const unhandled: unknown[] = []
const note = (reason: unknown) => unhandled.push(reason)

function createPubSub(url = server.url, heartbeatMs = 15_000): PubSub {
  const pubSub = createRedisPubSub({ url, prefix: 'test:', log, heartbeatMs })
  open.push(pubSub)
  return pubSub
}

/** Publishes until the transport takes it, as whoever stores before sending can. */
async function publishAtLast(pubSub: PubSub, channel: string, message: unknown): Promise<void> {
  await eventually(() => pubSub.publish(channel, message).then(() => true, () => false)).toBe(true)
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
    for (const channel of ['ntf:a', 'ntf:b', 'ntf:c']) await here.subscribe(channel, (message) => void heard.push(message))
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
    await eventually(() => pubSub.ping().then(() => true, () => false)).toBe(true)

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

describe('when Redis refuses', () => {
  /** Takes the rights on channels from everybody, or gives them back; changes end offending subscribers. */
  async function allowChannels(rule: 'resetchannels' | 'allchannels'): Promise<void> {
    const admin = new Redis(server.url)
    await admin.acl('SETUSER', 'default', rule)
    admin.disconnect()
  }

  it('rejects the subscription, leaves nothing behind, and takes the next one', async () => {
    const pubSub = createPubSub()
    await allowChannels('resetchannels')
    const attempts = await Promise.allSettled([1, 2].map(() => pubSub.subscribe('ntf:a', () => undefined)))
    await allowChannels('allchannels')
    const heard: unknown[] = []

    await pubSub.subscribe('ntf:a', (message) => void heard.push(message))
    await pubSub.publish('ntf:a', 1)

    expect(attempts.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await eventually(() => heard).toEqual([1])
  })

  it('tries to restore subscriptions until it is let, and only then tells of the gap', async () => {
    const pubSub = createPubSub()
    const heard: unknown[] = []
    let gaps = 0
    pubSub.onGap(() => {
      gaps += 1
    })
    await pubSub.subscribe('ntf:a', (message) => void heard.push(message))

    await allowChannels('resetchannels')
    await eventually(() => log.lines).toContain('error: Redis refused to restore subscriptions: trying again')
    const gapsWhileRefused = gaps
    await allowChannels('allchannels')

    await eventually(() => gaps).toBe(1)
    await publishAtLast(pubSub, 'ntf:a', 'again')
    await eventually(() => heard).toEqual(['again'])
    expect(gapsWhileRefused).toBe(0)
  })
})

it('notices a connection that went silent without ending, and comes back with a gap', async () => {
  const sockets: { near: Socket; far: Socket }[] = []
  const proxy = createServer((near) => {
    const far = connect(server.port, '127.0.0.1')
    near.pipe(far).pipe(near)
    for (const socket of [near, far]) socket.on('error', () => undefined)
    sockets.push({ near, far })
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const pubSub = createPubSub(`redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`, 200)
  const heard: unknown[] = []
  let gaps = 0
  pubSub.onGap(() => {
    gaps += 1
  })
  await pubSub.subscribe('ntf:a', (message) => void heard.push(message))

  for (const { near, far } of sockets.splice(0)) {
    near.unpipe(far)
    far.unpipe(near)
  }

  await eventually(() => gaps).toBe(1)
  await publishAtLast(pubSub, 'ntf:a', 'alive')
  await eventually(() => heard).toEqual(['alive'])
  await pubSub.close()
  for (const { near, far } of sockets) for (const socket of [near, far]) socket.destroy()
  proxy.close()
})

it('drops a foreign message that is not JSON, with a line in the log', async () => {
  const pubSub = createPubSub()
  const heard: unknown[] = []
  await pubSub.subscribe('ntf:a', (message) => void heard.push(message))
  const foreigner = new Redis(server.url)

  await foreigner.publish('test:ntf:a', '{"half":')
  await foreigner.publish('test:ntf:a', '')
  await pubSub.publish('ntf:a', 'ours')

  await eventually(() => heard).toEqual(['ours'])
  expect(log.lines).toEqual(Array(2).fill('warn: dropped a message that is not JSON'))
  foreigner.disconnect()
})

it('keeps installations with different prefixes on one Redis apart', async () => {
  const other = createRedisPubSub({ url: server.url, prefix: 'other:', log })
  open.push(other)
  const pubSub = createPubSub()
  const [ours, theirs]: unknown[][] = [[], []]
  await pubSub.subscribe('ntf:a', (message) => void ours?.push(message))
  await other.subscribe('ntf:a', (message) => void theirs?.push(message))

  await pubSub.publish('ntf:a', 'ours')
  await other.publish('ntf:a', 'theirs')

  await eventually(() => [ours, theirs]).toEqual([['ours'], ['theirs']])
})

/** Everything a logger could find in an error. */
const allOf = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (inner instanceof Error ? { ...inner, text: inner.stack } : inner))

it('never gives away the password of the url, in the log or in an error', async () => {
  const fields: object[] = []
  const write = (entry: object) => void fields.push(entry)
  const url = server.url.replace('://', '://user:geheim@')
  const pubSub = createRedisPubSub({ url, prefix: '', log: { debug: write, info: write, warn: write, error: write } })
  open.push(pubSub)

  const refused: unknown = await pubSub.publish('ntf:a', 1).catch((error: unknown) => error)

  expect(refused).toBeInstanceOf(Error)
  await eventually(() => fields.length).toBeGreaterThan(1)
  expect(allOf([refused, fields])).not.toContain('geheim')
})

it('never gives away what a refused message said', async () => {
  const pubSub = createPubSub()
  await pubSub.ping()
  const admin = new Redis(server.url)
  await admin.acl('SETUSER', 'default', '-publish')

  const refused: unknown = await pubSub.publish('ntf:a', 'a confession').catch((error: unknown) => error)

  expect(refused).toBeInstanceOf(Error)
  expect(allOf([refused, log.lines])).not.toContain('confession')
  admin.disconnect()
})
