import type { Log } from '../log.js'
import type { PubSub } from '../redis/pub-sub.js'
import { type ChannelOptions, channelOf, ChurchChannel, type ListenRequest } from './church-channel.js'
import type { LiveRows } from './church-feed.js'
import { type LiveMessage, parseLiveMessage } from './live-message.js'
import type { Sink } from './sink.js'

/** What a hub is made of. It ends none of it. */
export interface HubOptions extends LiveRows {
  readonly pubSub: PubSub
  readonly log: Log
  /** Milliseconds a church's subscription outlives its last socket. */
  readonly lingerMs?: number
  /** Milliseconds before each further try to read the rows; after the last, listeners are told to fetch anew. */
  readonly retryDelaysMs?: readonly number[]
  /** Milliseconds one church waits before it catches up after a gap, so that all do not read at once. */
  readonly spread?: () => number
}

/** Live messages of this process: one subscription for each church, one bounded queue for each socket. */
export interface Hub {
  /**
   * Opens a sink for the messages of a church that reach any of `audiences` and are not excepted from `userId`:
   * in order, each once, from the moment the promise resolves; one that was late on its way may have been committed
   * before. While the transport is away it waits.
   *
   * Rejects when the transport refuses, the rows cannot be read, or the hub is closed. Whoever takes the sink must
   * `return()` it.
   */
  listen(request: ListenRequest): Promise<Sink>
  /**
   * From now on the sink hears these audiences instead, after a resync if one of them is new to it; a sink that has ended
   * is left alone.
   */
  changeAudiences(sink: Sink, audiences: readonly string[]): void
  /**
   * Sends a committed message to every process. Rejects when the transport did not take it: hubs find it by its gap.
   * Throws TypeError for what is no live message.
   */
  publish(church: string, message: LiveMessage): Promise<void>
  /** Open sinks, subscribed churches, and how many sinks were visited with a message since the start. */
  counts(): { readonly sockets: number; readonly churches: number; readonly visits: number }
  /** Ends every sink and subscription. Repeating it does nothing. */
  close(): Promise<void>
}

const LINGER_MS = 60_000
const RETRY_DELAYS_MS = [100, 500, 2_000]
const SPREAD_MS = 5_000

class LiveHub implements Hub {
  readonly #channels = new Map<string, ChurchChannel>()
  readonly #channelOf = new WeakMap<Sink, ChurchChannel>()
  readonly #options: ChannelOptions
  readonly #forgetGaps: () => void
  #visits = 0
  #closed = false

  constructor(options: HubOptions) {
    const spread = options.spread ?? (() => Math.random() * SPREAD_MS)
    this.#options = {
      pubSub: options.pubSub,
      log: options.log,
      rows: options,
      lingerMs: options.lingerMs ?? LINGER_MS,
      retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
      onVisit: (listeners) => {
        this.#visits += listeners
      },
    }
    this.#forgetGaps = options.pubSub.onGap(() => this.#catchUp(spread))
  }

  async listen(request: ListenRequest): Promise<Sink> {
    if (this.#closed) throw new Error('The live hub is closed.')
    // Without them the sink would hear another church's messages, or its own.
    if (request.church === '' || request.userId === '') throw new Error('A listener needs a church and a user.')
    const channel = this.#channels.get(request.church) ?? this.#open(request.church)
    const sink = channel.join(request)
    this.#channelOf.set(sink, channel)
    try {
      await channel.opened
    } catch (error) {
      await this.#drop(channel)
      throw error
    }
    return sink
  }

  changeAudiences(sink: Sink, audiences: readonly string[]): void {
    this.#channelOf.get(sink)?.changeAudiences(sink, audiences)
  }

  async publish(church: string, message: LiveMessage): Promise<void> {
    if (church === '' || !parseLiveMessage(message)) throw new TypeError('Every hub would drop this live message.')
    await this.#options.pubSub.publish(channelOf(church), message)
  }

  counts(): { sockets: number; churches: number; visits: number } {
    const sizes = [...this.#channels.values()].map((channel) => channel.size)
    return { sockets: sizes.reduce((sum, size) => sum + size, 0), churches: sizes.length, visits: this.#visits }
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#forgetGaps()
    await Promise.all([...this.#channels.values()].map((channel) => this.#drop(channel)))
  }

  #open(church: string): ChurchChannel {
    const channel: ChurchChannel = new ChurchChannel(church, this.#options, () => void this.#drop(channel))
    this.#channels.set(church, channel)
    return channel
  }

  /** Out of the map first: whoever listens while it unsubscribes gets a new channel with a sequence of its own. */
  async #drop(channel: ChurchChannel): Promise<void> {
    if (this.#channels.get(channel.church) === channel) this.#channels.delete(channel.church)
    await channel.close()
  }

  #catchUp(spread: () => number): void {
    for (const channel of this.#channels.values()) {
      // Nobody to read for; the next listener begins with a fresh sequence.
      if (channel.size === 0) void this.#drop(channel)
      else channel.catchUpAfter(spread())
    }
  }
}

/** Opens a hub over `pubSub`; subscriptions begin with their church's first listener. */
export function createHub(options: HubOptions): Hub {
  return new LiveHub(options)
}
