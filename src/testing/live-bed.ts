import { randomUUID } from 'node:crypto'
import { createHub, type Hub, type HubOptions } from '../platform/live/hub.js'
import type { LiveMessage } from '../platform/live/live-message.js'
import type { Sink } from '../platform/live/sink.js'
import type { PubSub } from '../platform/redis/pub-sub.js'
import { createRedisPubSub } from '../platform/redis/redis-pub-sub.js'
import { type ArrayRows, arrayRows } from './array-rows.js'
import { readAll } from './read-sink.js'
import { recordedLog } from './recorded-log.js'

/** Several "processes" on one real Redis: a hub each, with connections of its own, over the same rows. */
export class LiveBed {
  readonly rows: ArrayRows
  readonly log = recordedLog()
  /** A church nobody else uses. */
  readonly church = randomUUID()
  /** The transport itself, for what no hub would send. */
  readonly transport: PubSub
  readonly #url: string
  readonly #prefix = `${randomUUID()}:`
  readonly #open: { readonly hub: Hub; readonly pubSub: PubSub }[] = []

  constructor(url: string, rows: ArrayRows = arrayRows()) {
    this.#url = url
    this.rows = rows
    this.transport = this.#connect()
  }

  /** Another process: quick to retry and to catch up, slow to leave. */
  hub(settings: Partial<HubOptions> = {}): Hub {
    const pubSub = this.#connect()
    const { rows, log } = this
    const hub = createHub({
      pubSub,
      log,
      currentSeq: (church) => rows.currentSeq(church),
      readMissed: (range) => rows.readMissed(range),
      retryDelaysMs: [5, 5, 5],
      spread: () => 0,
      ...settings,
    })
    this.#open.push({ hub, pubSub })
    return hub
  }

  /** Listens and reads on in the background. */
  async listen(hub: Hub, as: { church?: string; userId?: string; audiences?: readonly string[] } = {}) {
    const request = { church: this.church, userId: randomUUID(), audiences: ['CHURCH'], ...as }
    const sink: Sink = await hub.listen(request)
    return { sink, church: request.church, seen: readAll(sink).seen }
  }

  /** Commits messages, and publishes none of them. */
  commit(count: number): LiveMessage[] {
    return Array.from({ length: count }, () => this.rows.commit(this.church))
  }

  /** Commits a message and publishes it after. */
  async send(
    hub: Hub,
    draft: Parameters<ArrayRows['commit']>[1] = {},
    church: string = this.church,
  ): Promise<LiveMessage> {
    const message = this.rows.commit(church, draft)
    await hub.publish(church, message)
    return message
  }

  /** Ends all hubs and their connections. */
  async close(): Promise<void> {
    await Promise.all(this.#open.map(({ hub }) => hub.close()))
    await Promise.all([this.transport, ...this.#open.map(({ pubSub }) => pubSub)].map((pubSub) => pubSub.close()))
  }

  #connect(): PubSub {
    return createRedisPubSub({ url: this.#url, prefix: this.#prefix, log: this.log })
  }
}

/** '1' to `count`, as a reader sees them. */
export const seqs = (count: number, from: number = 1): string[] =>
  Array.from({ length: count }, (_, n) => String(from + n))
