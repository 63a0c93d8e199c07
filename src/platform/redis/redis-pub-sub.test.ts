import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually, succeeds } from '../../testing/eventually.js'
import { recordedLog } from '../../testing/recorded-log.js'
import { type RedisServer, startRedisServer } from '../../testing/redis-server.js'
import type { Log } from '../log.js'
import type { PubSub } from './pub-sub.js'
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
  const url = server.url.replace('://', '://user:top-secret@')
  const everything: Log = { debug: write, info: write, warn: write, error: write, child: () => everything }
  const pubSub = createRedisPubSub({ url, prefix: '', log: everything })
  open.push(pubSub)

  const refused: unknown = await pubSub.publish('ntf:a', 1).catch((error: unknown) => error)

  expect(refused).toBeInstanceOf(Error)
  await eventually(() => fields.length).toBeGreaterThan(1)
  expect(allOf([refused, fields])).not.toContain('top-secret')
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
