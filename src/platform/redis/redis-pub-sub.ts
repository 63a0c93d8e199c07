import { once } from 'node:events'
import { RedisPubSub } from 'graphql-redis-subscriptions'
import type { Redis } from 'ioredis'
import type { Log } from '../log.js'
import { FanOut } from './fan-out.js'
import { decodeMessage, encodeMessage } from './json-message.js'
import { type PubSub, PubSubClosed } from './pub-sub.js'
import { openRedisConnection } from './redis-connection.js'
import { shieldSubscriber } from './shield-subscriber.js'
import { withoutCommand } from './without-command.js'

/** What a PubSub over Redis is made of. */
interface RedisPubSubOptions {
  /** `redis://` or `rediss://`; may hold a password, so it is never logged. */
  readonly url: string
  /** Stands in front of every channel name, so that installations can share one Redis. */
  readonly prefix: string
  readonly log: Log
  /** Milliseconds between probes of a silent connection. */
  readonly heartbeatMs?: number
}

/** All listeners of one channel; the library sees them as one, so it can neither skip nor mix them up. */
interface Route {
  readonly fanOut: FanOut<unknown>
  opened: Promise<void>
  fail: (error: unknown) => void
  id: number | null
}

const UNREADABLE = Symbol('unreadable')
const RESTORE_AGAIN_MS = 2_000
const PING_LIMIT_MS = 5_000

class RedisTransport implements PubSub {
  readonly #options: RedisPubSubOptions
  readonly #routes = new Map<string, Route>()
  readonly #gapListeners: FanOut<void>
  readonly #publisher: { readonly connection: Redis; readonly close: () => void }
  readonly #subscriber: { readonly connection: Redis; readonly close: () => void }
  readonly #shield: ReturnType<typeof shieldSubscriber>
  readonly #library: RedisPubSub
  #arrivals = 0
  #closed = false

  constructor(options: RedisPubSubOptions) {
    const connect = (name: string, whenAway: 'fails' | 'waits') =>
      openRedisConnection({ heartbeatMs: 15_000, ...options, name, whenAway })
    this.#options = options
    this.#gapListeners = new FanOut(this.#reportFault)
    this.#publisher = connect('publisher', 'fails')
    this.#subscriber = connect('subscriber', 'waits')
    this.#shield = shieldSubscriber(this.#subscriber.connection, (error) => {
      if (!this.#closed) options.log.warn({ err: error }, 'Redis refused to end a subscription')
    })
    this.#library = new RedisPubSub({
      publisher: this.#publisher.connection,
      subscriber: this.#shield.shielded,
      serializer: encodeMessage,
      deserializer: this.#read,
    })
    this.#subscriber.connection.on('ready', () => {
      this.#arrivals += 1
      if (this.#arrivals > 1) void this.#restore(this.#arrivals)
    })
  }

  async publish(channel: string, message: unknown): Promise<void> {
    this.#refuseWhenClosed()
    try {
      await this.#library.publish(this.#options.prefix + channel, message)
    } catch (error) {
      throw withoutCommand(error)
    }
  }

  async subscribe(channel: string, listener: (message: unknown) => void): Promise<() => Promise<void>> {
    this.#refuseWhenClosed()
    const name = this.#options.prefix + channel
    const route = this.#routes.get(name) ?? this.#openRoute(name)
    const remove = route.fanOut.add(listener)
    await route.opened
    return async () => {
      remove()
      if (route.fanOut.size === 0) this.#closeRoute(name, route)
    }
  }

  onGap(listener: () => void): () => void {
    return this.#gapListeners.add(listener)
  }

  async ping(): Promise<void> {
    this.#refuseWhenClosed()
    await this.#publisher.connection.ping()
    const { connection } = this.#subscriber
    if (connection.status !== 'ready') await once(connection, 'ready', { signal: AbortSignal.timeout(PING_LIMIT_MS) })
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    // ioredis never settles what waits in its queue when it is told to disconnect between two attempts.
    for (const route of this.#routes.values()) route.fail(new PubSubClosed())
    this.#routes.clear()
    this.#gapListeners.clear()
    this.#subscriber.close()
    await this.#publisher.connection.quit().catch(() => undefined)
    this.#publisher.close()
  }

  #openRoute(name: string): Route {
    const route: Route = {
      fanOut: new FanOut(this.#reportFault),
      opened: Promise.resolve(),
      fail: () => undefined,
      id: null,
    }
    route.opened = new Promise((resolve, reject) => {
      route.fail = reject
      this.#confirm(name, route).then(resolve, reject)
    })
    this.#routes.set(name, route)
    return route
  }

  async #confirm(name: string, route: Route): Promise<void> {
    const id = await this.#library.subscribe<unknown>(name, (message) => {
      if (message !== UNREADABLE) route.fanOut.deliver(message)
    })
    const failure = this.#shield.takeFailure(name)
    if (failure === null && !this.#closed) {
      route.id = id
      return
    }
    if (this.#routes.get(name) === route) this.#routes.delete(name)
    this.#library.unsubscribe(id)
    throw failure ?? new PubSubClosed()
  }

  #closeRoute(name: string, route: Route): void {
    if (this.#routes.get(name) !== route || route.id === null) return
    this.#routes.delete(name)
    this.#library.unsubscribe(route.id)
  }

  /** Subscribes to everything again, and only then tells of the gap: a catch-up that began earlier could miss some. */
  async #restore(arrival: number): Promise<void> {
    try {
      // One command for each channel: ioredis miscounts the replies of one that is cut off half-way and sent again.
      const { connection } = this.#subscriber
      await Promise.all([...this.#routes.keys()].map((name) => connection.call('subscribe', name)))
    } catch (error) {
      if (this.#closed || arrival !== this.#arrivals) return
      this.#options.log.error({ err: withoutCommand(error) }, 'Redis refused to restore subscriptions: trying again')
      setTimeout(() => void this.#restore(arrival), RESTORE_AGAIN_MS).unref()
      return
    }
    if (!this.#closed && arrival === this.#arrivals) this.#gapListeners.deliver()
  }

  readonly #read = (source: string | Buffer, { channel }: { channel: string }): unknown => {
    try {
      return decodeMessage(source.toString())
    } catch (error) {
      this.#options.log.warn({ err: error, channel }, 'dropped a message that is not JSON')
      return UNREADABLE
    }
  }

  readonly #reportFault = (error: unknown): void => {
    this.#options.log.error({ err: error }, 'a live message listener failed')
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new PubSubClosed()
  }
}

/**
 * A PubSub over two connections to Redis, which it opens at once and keeps reopening: outages never end the process.
 * While Redis is away `publish` rejects within seconds and subscriptions wait; see `PubSub` for the rest.
 */
export function createRedisPubSub(options: RedisPubSubOptions): PubSub {
  return new RedisTransport(options)
}
