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
 * waits for a message or a page. (An async generator around it would hold `return()` back until then: do not use one.)
 */
export function replayThenLive(options: ReplayOptions): AsyncIterableIterator<SinkItem, undefined, undefined> {
  let stop: () => void = () => undefined
  const stopped = new Promise<null>((resolve) => {
    stop = () => resolve(null)
  })
  const items = iterate(options, stopped)
  const all: AsyncIterableIterator<SinkItem, undefined, undefined> = {
    next: () => items.next(),
    return: async () => {
      stop()
      await options.sink.return()
      return items.return(undefined)
    },
    [Symbol.asyncIterator]: () => all,
  }
  return all
}

async function* iterate(
  options: ReplayOptions,
  stopped: Promise<null>,
): AsyncGenerator<SinkItem, undefined, undefined> {
  const { sink, after } = options
  try {
    const missed = after === null ? { messages: [], lastSeq: '0' } : await readMissed(options, after, stopped)
    if (missed.messages === null) yield { kind: 'resync' }
    else for (const message of missed.messages) yield { kind: 'message', message }

    for await (const item of sink) {
      if (item.kind === 'resync' || compareSeq(item.message.seq, missed.lastSeq) > 0) yield item
    }
  } finally {
    await sink.return()
  }
  return undefined
}

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
