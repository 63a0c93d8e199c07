import type { Changes } from '../audit/changes-of.js'
import type { PubSub } from '../redis/pub-sub.js'
import { openSink, type Sink, type SinkInlet } from './sink.js'

/** What a feed of changes is made of. It ends none of it. */
export interface ChangeFeedOptions {
  readonly pubSub: PubSub
  /** Milliseconds a church's subscription outlives its last listener. */
  readonly lingerMs?: number
  /** Milliseconds until a church is told to fetch anew after a gap, so that not all do so at once. */
  readonly spread?: () => number
}

/**
 * What was changed in churches, as it happens, for listeners of this process. It promises little: a listener that was not
 * there, was slow, or was cut off with the transport, hears a resync in place of what it missed.
 */
export interface ChangeFeed {
  /**
   * Opens a sink for the changes of a church; it begins with a resync, since what its reader knows may be older. While the
   * transport is away it waits. Whoever takes the sink must `return()` it.
   */
  listen(church: string): Promise<Sink<Changes>>
  /** Sends committed changes to every process. Rejects when the transport did not take them. */
  publish(church: string, changes: Changes): Promise<void>
  /** Ends every sink and subscription. Repeating it does nothing. */
  close(): Promise<void>
}

interface Channel {
  readonly inlets: Set<SinkInlet<Changes>>
  readonly opened: Promise<() => Promise<void>>
  linger?: NodeJS.Timeout
}

const channelOf = (church: string): string => `chg:${church}`

class LiveChanges implements ChangeFeed {
  readonly #options: Required<ChangeFeedOptions>
  readonly #channels = new Map<string, Channel>()
  readonly #forgetGaps: () => void
  #isClosed = false

  constructor(options: ChangeFeedOptions) {
    this.#options = { lingerMs: 60_000, spread: () => Math.random() * 10_000, ...options }
    this.#forgetGaps = options.pubSub.onGap(() => {
      for (const { inlets } of this.#channels.values()) setTimeout(() => resync(inlets), this.#options.spread()).unref()
    })
  }

  async listen(church: string): Promise<Sink<Changes>> {
    if (church === '' || this.#isClosed) throw new Error('There are no changes to listen to.')
    const channel = this.#channels.get(church) ?? this.#open(church)
    clearTimeout(channel.linger)
    const inlet: SinkInlet<Changes> = openSink<Changes>(() => this.#leave(church, channel, inlet))
    channel.inlets.add(inlet)
    try {
      await channel.opened
    } catch (error) {
      await inlet.sink.return()
      throw error
    }
    inlet.resync()
    return inlet.sink
  }

  publish(church: string, changes: Changes): Promise<void> {
    return this.#options.pubSub.publish(channelOf(church), changes)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#forgetGaps()
    await Promise.all([...this.#channels].map(([church, channel]) => this.#drop(church, channel)))
  }

  #open(church: string): Channel {
    const inlets = new Set<SinkInlet<Changes>>()
    const opened = this.#options.pubSub.subscribe(channelOf(church), (raw) => tell(inlets, raw))
    const channel: Channel = { inlets, opened }
    this.#channels.set(church, channel)
    // Who listens is told; the next one tries again.
    opened.catch(() => void this.#drop(church, channel))
    return channel
  }

  #leave(church: string, channel: Channel, inlet: SinkInlet<Changes>): void {
    channel.inlets.delete(inlet)
    if (channel.inlets.size > 0 || this.#isClosed) return
    clearTimeout(channel.linger)
    channel.linger = setTimeout(() => void this.#drop(church, channel), this.#options.lingerMs).unref()
  }

  async #drop(church: string, channel: Channel): Promise<void> {
    if (this.#channels.get(church) === channel) this.#channels.delete(church)
    clearTimeout(channel.linger)
    await Promise.all([...channel.inlets].map(({ sink }) => sink.return()))
    // While the transport is away it is not open yet; it ends with the transport then.
    void channel.opened.then((unsubscribe) => unsubscribe()).catch(() => undefined)
  }
}

function resync(inlets: ReadonlySet<SinkInlet<Changes>>): void {
  for (const inlet of inlets) inlet.resync()
}

/** What cannot be read, or is too much to name, is fetched anew. */
function tell(inlets: ReadonlySet<SinkInlet<Changes>>, raw: unknown): void {
  const changes = parseChanges(raw)
  if (!changes?.changes) return resync(inlets)
  for (const inlet of inlets) inlet.push(changes)
}

/** Reads what a transport or the outbox brought; null for anything that no process of this version writes. */
export function parseChanges(raw: unknown): Changes | null {
  if (typeof raw !== 'object' || raw === null || !('v' in raw) || raw.v !== 1 || !('changes' in raw)) return null
  // Only `changesOf` writes version 1.
  return raw.changes === null || Array.isArray(raw.changes) ? (raw as Changes) : null
}

/** Opens a feed over `pubSub`; subscriptions begin with their church's first listener. */
export function createChangeFeed(options: ChangeFeedOptions): ChangeFeed {
  return new LiveChanges(options)
}
