import type { Log } from '../log.js'
import type { PubSub } from '../redis/pub-sub.js'
import { AudienceIndex, type Listener } from './audience-index.js'
import { ChurchFeed, type LiveRows } from './church-feed.js'
import type { LiveMessage } from './live-message.js'
import { retry } from './retry.js'
import { openSink, type Sink } from './sink.js'

/** What every church's channel shares. */
export interface ChannelOptions {
  readonly pubSub: PubSub
  readonly log: Log
  readonly rows: LiveRows
  readonly retryDelaysMs: readonly number[]
  /** Milliseconds a channel outlives its last listener. */
  readonly lingerMs: number
  /** Told how many listeners a message visited. */
  readonly onVisit: (listeners: number) => void
}

/** Who listens, and as what. */
export interface ListenRequest {
  /** The church's opaque id. */
  readonly church: string
  readonly userId: string
  readonly audiences: readonly string[]
}

/** The name of a church's channel on the transport. */
export const channelOf = (church: string): string => `ntf:${church}`

/** One church's subscription in this process: its listeners, its sequence, and when it may end. */
export class ChurchChannel {
  /** Resolves when every message committed from now on will be heard; rejects when the channel could not open or ended. */
  readonly opened: Promise<void>
  readonly church: string
  readonly #options: ChannelOptions
  readonly #onIdle: () => void
  readonly #index = new AudienceIndex()
  readonly #listeners = new Map<Sink, Listener>()
  readonly #end = new AbortController()
  readonly #feed: ChurchFeed
  #unsubscribe: () => Promise<void> = async () => undefined
  #linger: NodeJS.Timeout | undefined
  #catchUp: NodeJS.Timeout | undefined

  /** `onIdle` is called once nobody has listened for `lingerMs`. */
  constructor(church: string, options: ChannelOptions, onIdle: () => void) {
    this.church = church
    this.#options = options
    this.#onIdle = onIdle
    this.#feed = new ChurchFeed({
      ...options,
      church,
      signal: this.#end.signal,
      deliver: (message) => this.#deliver(message),
      resync: () => this.#resync(),
      isHeard: () => this.size > 0,
    })
    this.opened = new Promise((resolve, reject) => {
      // The transport may keep a subscription waiting for as long as it is away.
      this.#end.signal.addEventListener('abort', () => reject(new Error('The live channel was closed.')))
      this.#open().then(resolve, reject)
    })
  }

  /** How many sinks listen. */
  get size(): number {
    return this.#index.size
  }

  /** Adds a listener; its sink ends with the channel. */
  join({ userId, audiences }: ListenRequest): Sink {
    clearTimeout(this.#linger)
    const inlet = openSink(() => this.#leave(inlet.sink))
    const listener: Listener = { userId, inlet }
    this.#listeners.set(inlet.sink, listener)
    this.#index.place(listener, audiences)
    return inlet.sink
  }

  /**
   * From now on the sink hears these audiences; a sink that has ended is left alone. With an audience that it did not hear
   * before comes a resync: what was sent to that one since the listener came to belong to it has gone by.
   */
  changeAudiences(sink: Sink, audiences: readonly string[]): void {
    const listener = this.#listeners.get(sink)
    if (!listener) return
    const gained = audiences.some((audience) => !this.#index.of([audience]).has(listener))
    this.#index.place(listener, audiences)
    if (gained) listener.inlet.resync()
  }

  /** Reads the rows for what may have been lost, after `delayMs`; calls until then count as one. */
  catchUpAfter(delayMs: number): void {
    this.#catchUp ??= setTimeout(() => {
      this.#catchUp = undefined
      this.#feed.catchUp()
    }, delayMs).unref()
  }

  /** Ends every sink and the subscription. Never rejects. */
  async close(): Promise<void> {
    this.#end.abort()
    clearTimeout(this.#catchUp)
    await Promise.all([...this.#listeners.keys()].map((sink) => sink.return()))
    clearTimeout(this.#linger)
    await this.#unsubscribe()
  }

  async #open(): Promise<void> {
    const { pubSub, rows, retryDelaysMs } = this.#options
    const { signal } = this.#end
    const unsubscribe = await pubSub.subscribe(channelOf(this.church), (raw) => this.#feed.receive(raw))
    if (signal.aborted) return unsubscribe()
    this.#unsubscribe = unsubscribe
    // Only now: a message committed before this number was read, and missed by the subscription, is not after it.
    this.#feed.start(await retry(() => rows.currentSeq(this.church), { delaysMs: retryDelaysMs, signal }))
  }

  #leave(sink: Sink): void {
    const listener = this.#listeners.get(sink)
    if (!listener) return
    this.#listeners.delete(sink)
    this.#index.remove(listener)
    if (this.size > 0 || this.#end.signal.aborted) return
    clearTimeout(this.#linger)
    this.#linger = setTimeout(this.#onIdle, this.#options.lingerMs).unref()
  }

  #deliver(message: LiveMessage): void {
    const listeners = this.#index.of(message.audiences)
    this.#options.onVisit(listeners.size)
    for (const { userId, inlet } of listeners) {
      if (userId !== message.exceptUser) inlet.push(message)
    }
  }

  #resync(): void {
    for (const { inlet } of this.#index.all()) inlet.resync()
  }
}
