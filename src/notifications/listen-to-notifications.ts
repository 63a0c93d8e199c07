import { requireViewer } from '../access/index.js'
import { Blocked } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { replayThenLive } from '../platform/live/replay-then-live.js'
import type { SinkItem } from '../platform/live/sink.js'
import { missedPage, sinceSequence } from './missed-notifications.queries.js'
import { churchAudience, type NotificationBody } from './notification-message.js'
import { audienceIdsOf } from './notification.js'
import { hiddenCategories } from './notification.policy.js'
import { newestSequence } from './notifications.repository.js'

/** How many missed notifications are read at once. */
const pageSize = 200

/**
 * Everything told to the viewer since `after` (a sequence number), in order, then what is told from now on: no gap, no
 * repeat. Without `after` only what is new. More than 1,000 missed, or a listener too slow for its queue: one resync.
 *
 * Throws BAD_CURSOR when `after` is no sequence number of this church. Whoever takes the iterator must `return()` it.
 */
export async function listenToNotifications(
  ctx: Needs<'viewer' | 'refusedToken' | 'live' | 'afresh' | 'churchNow'>,
  after: string | null,
): Promise<AsyncIterableIterator<SinkItem, undefined, undefined>> {
  const { userId, memberId } = requireViewer(ctx)
  const audienceIds = audienceIdsOf({ userId, memberId })
  if (after !== null) await refuseForeignSequence(ctx, after)

  // Listening starts before reading: what is committed in between waits in the sink.
  const sink = await ctx.live.listen({
    church: ctx.church.placeKey,
    userId,
    audiences: [churchAudience, ...audienceIds],
  })
  const items = replayThenLive({
    sink,
    after: after === null ? null : String(BigInt(after)),
    readPage: (from) =>
      ctx.afresh(async ({ db }) => {
        const reader = { audienceIds, sinceSequence: await sinceSequence(db, userId) }
        return missedPage(db, reader, { after: from, limit: pageSize })
      }),
  })
  return onlyThose(items, async (item) => {
    if (item.kind === 'resync') return true
    // Our own messages, read by the hub's parser; this domain alone writes their bodies.
    const { notification } = item.message.body as NotificationBody
    return !hiddenCategories((await ctx.churchNow()).features).includes(notification.category)
  })
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
