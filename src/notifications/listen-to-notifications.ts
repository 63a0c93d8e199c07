import { requireViewer } from '../access/index.js'
import { Blocked } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { replayThenLive } from '../platform/live/replay-then-live.js'
import type { SinkItem } from '../platform/live/sink.js'
import { findReader } from './find-reader.js'
import { type Followed, followViewer } from './follow-viewer.js'
import { mapItems } from './map-items.js'
import { missedPage, sinceSequence } from './missed-notifications.queries.js'
import { sequenceAt } from './notification-cursor.js'
import type { NotificationBody } from './notification-message.js'
import { closedTo } from './notification.policy.js'
import { newestSequence } from './notifications.repository.js'
import { isFor, isHidden } from './reader.js'

/** How many missed notifications are read at once. */
const pageSize = 200

/** What a listener is sent: a notification, or the word to fetch anew; and how many are unread by then. */
export type ToldItem = SinkItem & { readonly unreadCount: number }

type Slice = Needs<'viewer' | 'refusedToken' | 'live' | 'afresh' | 'churchNow' | 'whenRightsChange'>

/**
 * Everything told to the viewer since `after` (a cursor of `cursorAt`), in order, then what is told from now on: no gap, no
 * repeat. Without `after` only what is new. More than 1,000 missed, or a listener too slow for its queue: one resync.
 *
 * Throws BAD_CURSOR when `after` is no place that this church has reached, such as one in another. Whoever takes the iterator must `return()` it.
 */
export async function listenToNotifications(
  ctx: Slice,
  after: string | null,
): Promise<AsyncIterableIterator<ToldItem, undefined, undefined>> {
  const { userId } = requireViewer(ctx)
  const since = after === null ? null : await reachedSequence(ctx, after)

  // Listening starts before reading: what is committed in between waits in the sink.
  const followed = await followViewer(ctx, userId)
  // Thousands of these wait at once: the ctx of the request, with all that it holds, is not kept.
  const { afresh, churchNow, clock } = ctx
  const items = replayThenLive({
    sink: followed.sink,
    after: since,
    readPage: (from) =>
      afresh(async (fresh) => {
        const reader = { ...(await findReader(fresh)), sinceSequence: await sinceSequence(fresh.db, userId) }
        return missedPage(fresh.db, reader, { after: from, limit: pageSize })
      }),
  })
  return mapItems(
    items,
    (item) => toldTo({ churchNow, clock }, followed, item),
    () => followed.unwatch(),
  )
}

/** The item with what is unread by then; null when it is not for the viewer, by what is known at this moment. */
async function toldTo(
  { churchNow, clock }: Pick<Slice, 'churchNow' | 'clock'>,
  followed: Followed,
  item: SinkItem,
): Promise<ToldItem | null> {
  if (item.kind === 'resync') return { ...item, unreadCount: await followed.countAnew() }
  // Our own messages, read by the hub's parser; this domain alone writes their bodies.
  const { notification } = item.message.body as NotificationBody
  const reader = followed.reader
  const now = clock.now()
  if (!isFor(reader, item.message, { notification, now })) return null
  const closed = closedTo((await churchNow()).features)
  if (isHidden(closed, notification) || isHidden(reader.switchedOff, notification)) return null
  // A feature that was switched shows or hides what was told long before.
  const isSwitched = closed !== reader.closed && closed.join() !== reader.closed.join()
  if (isSwitched || followed.isOutdated(now)) await followed.countAnew()
  return { ...item, unreadCount: followed.countTold(item.message.seq, notification.expiresAt) }
}

async function reachedSequence(ctx: Needs<'afresh'>, after: string): Promise<string> {
  const sequence = sequenceAt(ctx.church, after)
  if (sequence !== null && BigInt(sequence) <= BigInt(await ctx.afresh(({ db }) => newestSequence(db)))) return sequence
  throw new Blocked(
    'BAD_CURSOR',
    '`after` is no place that this church’s notifications have reached: listen without it.',
    ['after'],
  )
}
