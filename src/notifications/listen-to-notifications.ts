import { requireViewer } from '../access/index.js'
import { Blocked } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { replayThenLive } from '../platform/live/replay-then-live.js'
import type { Sink, SinkItem } from '../platform/live/sink.js'
import { findReader } from './find-reader.js'
import { missedPage, sinceSequence } from './missed-notifications.queries.js'
import type { NotificationBody } from './notification-message.js'
import { hiddenCategories } from './notification.policy.js'
import { newestSequence } from './notifications.repository.js'
import { isFor, type Reader, wordsOf } from './reader.js'

/** How many missed notifications are read at once. */
const pageSize = 200

/**
 * Everything told to the viewer since `after` (a sequence number), in order, then what is told from now on: no gap, no
 * repeat. Without `after` only what is new. More than 1,000 missed, or a listener too slow for its queue: one resync.
 *
 * Throws BAD_CURSOR when `after` is no sequence number of this church. Whoever takes the iterator must `return()` it.
 */
export async function listenToNotifications(
  ctx: Needs<'viewer' | 'refusedToken' | 'live' | 'afresh' | 'churchNow' | 'whenRightsChange'>,
  after: string | null,
): Promise<AsyncIterableIterator<SinkItem, undefined, undefined>> {
  const { userId } = requireViewer(ctx)
  if (after !== null) await refuseForeignSequence(ctx, after)

  // Listening starts before reading: what is committed in between waits in the sink.
  const { heard, sink, unwatch } = await openSink(ctx, userId)
  // Thousands of these wait at once: the ctx of the request, with all that it holds, is not kept.
  const { afresh, churchNow, clock } = ctx
  const items = replayThenLive({
    sink,
    after: after === null ? null : String(BigInt(after)),
    readPage: (from) =>
      afresh(async (fresh) => {
        const reader = { ...(await findReader(fresh)), sinceSequence: await sinceSequence(fresh.db, userId) }
        return missedPage(fresh.db, reader, { after: from, limit: pageSize })
      }),
  })
  return onlyThose(endingWith(items, unwatch), async (item) => {
    if (item.kind === 'resync') return true
    // Our own messages, read by the hub's parser; this domain alone writes their bodies.
    const { notification } = item.message.body as NotificationBody
    if (!isFor(heard.reader, item.message, { notification, now: clock.now() })) return false
    return !hiddenCategories((await churchNow()).features).includes(notification.category)
  })
}

/** What a socket knows of its viewer, who may belong to other audiences a moment later. */
interface Heard {
  reader: Reader
}

/** A sink that hears what its viewer may hear at each moment, until `unwatch` is called. */
async function openSink(
  { church, live, afresh, whenRightsChange }: Needs<'live' | 'afresh' | 'whenRightsChange'>,
  userId: string,
): Promise<{ readonly heard: Heard; readonly sink: Sink; readonly unwatch: () => void }> {
  const opened = Promise.withResolvers<{ readonly heard: Heard; readonly sink: Sink }>()
  // Watched before it is read: a change in between is followed as soon as there is a sink. One after the other.
  let turn: Promise<unknown> = opened.promise
  const unwatch = whenRightsChange(() => {
    turn = turn.then(async () => hearAnew({ live, afresh }, await opened.promise)).catch(() => undefined)
  })
  try {
    const heard = { reader: await afresh(findReader) }
    const audiences = wordsOf(heard.reader)
    const sink = await live.listen({ church: church.placeKey, userId, audiences })
    opened.resolve({ heard, sink })
    return { heard, sink, unwatch }
  } catch (error) {
    unwatch()
    throw error
  }
}

/** Lets a sink hear what its viewer may hear by now; ends it when that cannot be found out. */
async function hearAnew(
  { live, afresh }: Pick<Needs<'live' | 'afresh'>, 'live' | 'afresh'>,
  { heard, sink }: { readonly heard: Heard; readonly sink: Sink },
): Promise<void> {
  try {
    heard.reader = await afresh(findReader)
    live.changeAudiences(sink, wordsOf(heard.reader))
  } catch (error) {
    // Who may not stay at all loses the socket. Else the client sees its subscription end, and subscribes again.
    if (!(error instanceof Blocked)) await sink.return()
  }
}

/** Calls `ended` once, when the items are over. */
function endingWith<Item>(
  source: AsyncIterableIterator<Item, undefined, undefined>,
  ended: () => void,
): AsyncIterableIterator<Item, undefined, undefined> {
  const all: AsyncIterableIterator<Item, undefined, undefined> = {
    async next() {
      const result = await source.next()
      if (result.done) ended()
      return result
    },
    async return() {
      ended()
      await source.return?.()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]: () => all,
  }
  return all
}

/** Leaves out what `isShown` denies. Its `return` reaches the source at once; a generator would hold it back. */
function onlyThose<Item>(
  source: AsyncIterableIterator<Item, undefined, undefined>,
  isShown: (item: Item) => Promise<boolean>,
): AsyncIterableIterator<Item, undefined, undefined> {
  const end = async (): Promise<IteratorResult<Item, undefined>> => {
    await source.return?.()
    return { done: true, value: undefined }
  }
  const next = async (): Promise<IteratorResult<Item, undefined>> => {
    for (;;) {
      const result = await source.next()
      if (result.done || (await isShown(result.value))) return result
    }
  }
  const shown: AsyncIterableIterator<Item, undefined, undefined> = {
    next: () =>
      next().catch(async (error: unknown) => {
        await end()
        throw error
      }),
    return: end,
    [Symbol.asyncIterator]: () => shown,
  }
  return shown
}

async function refuseForeignSequence(ctx: Needs<'afresh'>, after: string): Promise<void> {
  const isNumber = /^\d{1,18}$/.test(after)
  if (isNumber && BigInt(after) <= BigInt(await ctx.afresh(({ db }) => newestSequence(db)))) return
  throw new Blocked('BAD_CURSOR', '`after` is no sequence number that this church has reached: listen without it.', [
    'after',
  ])
}
