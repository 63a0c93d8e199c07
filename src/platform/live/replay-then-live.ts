import { compareSeq, type LiveMessage } from './live-message.js'
import type { Sink, SinkItem } from './sink.js'

/** What one user may see of a stretch of their church's messages. */
export interface ReplayPage {
  /** Oldest first. */
  readonly messages: readonly LiveMessage[]
  /** Whether nothing was behind it when it was read. */
  readonly reachedEnd: boolean
  /** The last sequence number looked at, seen by this user or not; at the end, the church's newest. */
  readonly lastSeq: string
}

/** What is replayed, and what follows. */
interface ReplayOptions {
  /** Must be listening before this is called, and the pages must be read in transactions begun after: else a gap. */
  readonly sink: Sink
  /** The last sequence number the listener has; null for live only. */
  readonly after: string | null
  readonly readPage: (after: string) => Promise<ReplayPage>
  /** More missed messages than these are not replayed, and so many are held in memory at most, plus a page. */
  readonly maxReplay?: number
}

const MAX_REPLAY = 1_000

/**
 * First everything the listener missed since `after`, then the sink's messages: in order, no gap, no repeat.
 * When more than `maxReplay` were missed, one `resync` stands in their place.
 *
 * Throws what `readPage` throws. Whatever ends it also ends the sink; `return()` does so at once, even while a `next()`
 * waits for a message or a page. One `next()` is asked for at a time.
 */
export function replayThenLive(options: ReplayOptions): AsyncIterableIterator<SinkItem, undefined, undefined> {
  return new ReplayThenLive(options)
}

type Result = IteratorResult<SinkItem, undefined>

/** Plain, and not a generator: that one would hold `return()` back, and takes up more while thousands wait. */
class ReplayThenLive implements AsyncIterableIterator<SinkItem, undefined, undefined> {
  readonly #sink: Sink
  /** How to read what was missed; null once that is done. */
  #options: ReplayOptions | null
  #missed: SinkItem[] = []
  /** What is not newer was read, or is not for this listener. */
  #lastSeq = '0'
  #stop: () => void = ignore

  constructor(options: ReplayOptions) {
    this.#sink = options.sink
    this.#options = options.after === null ? null : options
  }

  async next(): Promise<Result> {
    if (this.#options) await this.#replay(this.#options)
    const missed = this.#missed.shift()
    if (missed) return { done: false, value: missed }
    for (;;) {
      const result = await this.#sink.next()
      if (result.done || result.value.kind === 'resync') return result
      if (compareSeq(result.value.message.seq, this.#lastSeq) > 0) return result
    }
  }

  async return(): Promise<Result> {
    this.#stop()
    this.#forget()
    return this.#sink.return()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async #replay(options: ReplayOptions): Promise<void> {
    const stopped = new Promise<null>((resolve) => {
      this.#stop = () => resolve(null)
    })
    try {
      const { messages, lastSeq } = await readMissed(options, options.after ?? '0', stopped)
      // Ended meanwhile: what was read is nobody's.
      if (!this.#options) return
      this.#forget()
      this.#lastSeq = lastSeq
      this.#missed = messages?.map((message) => ({ kind: 'message', message })) ?? [{ kind: 'resync' }]
    } catch (error) {
      await this.return()
      throw error
    }
  }

  #forget(): void {
    this.#options = null
    this.#missed = []
    this.#stop = ignore
  }
}

const ignore = (): void => undefined

/** All that was missed, or null for too much of it. Read to the end before the first is sent: one answer, not both. */
async function readMissed(
  { readPage, maxReplay = MAX_REPLAY }: ReplayOptions,
  after: string,
  stopped: Promise<null>,
): Promise<{ messages: readonly LiveMessage[] | null; lastSeq: string }> {
  const messages: LiveMessage[] = []
  for (let lastSeq = after; ;) {
    const page = await Promise.race([readPage(lastSeq), stopped])
    if (page === null) return { messages: [], lastSeq }
    messages.push(...page.messages)
    const reached = furthest(page)
    if (messages.length > maxReplay) return { messages: null, lastSeq: reached }
    if (page.reachedEnd) return { messages, lastSeq: reached }
    if (compareSeq(reached, lastSeq) <= 0) throw new Error('A page of live messages leads nowhere.')
    lastSeq = reached
  }
}

/** A row committed between a page's two queries lies behind its `lastSeq`; without this it would be sent again, live. */
function furthest({ messages, lastSeq }: ReplayPage): string {
  const lastRead = messages.at(-1)?.seq ?? lastSeq
  return compareSeq(lastRead, lastSeq) > 0 ? lastRead : lastSeq
}
