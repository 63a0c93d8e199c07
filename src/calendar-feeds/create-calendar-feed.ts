import { createHash, randomBytes } from 'node:crypto'
import { requireViewer } from '../access/index.js'
import { loadMinistry } from '../ministries/index.js'
import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { type CalendarFeed, type CalendarKind, maxFeeds } from './calendar-feed.js'
import { addFeed, feedsOf } from './calendar-feeds.repository.js'

/** The hash of a token, as it is kept. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** What a link is to show. */
export interface CreateCalendarFeed {
  readonly kind: CalendarKind
  readonly ministryId?: string | null
}

/** A link that was made. `token` is its secret: it is shown this once. */
export interface CreatedCalendarFeed {
  readonly feed: CalendarFeed
  readonly token: string
}

/**
 * Makes a secret link for the viewer's calendar program. It shows what its owner may see whenever it is read.
 *
 * Refuses REQUIRED without a ministry for MINISTRY, INVALID for one with another kind, NOT_FOUND, and NOT_ALLOWED_NOW for
 * who has twenty.
 */
export async function createCalendarFeed(
  ctx: Needs<'viewer' | 'refusedToken'>,
  { kind, ministryId = null }: CreateCalendarFeed,
) {
  const { userId } = requireViewer(ctx)
  const path = ['ministryId']
  if (kind === 'MINISTRY' && ministryId === null) return refuse('REQUIRED', 'Say which ministry.', path)
  if (kind !== 'MINISTRY' && ministryId !== null) return refuse('INVALID', 'Only MINISTRY is about a ministry.', path)

  return inTransaction(ctx, async (ctx): Promise<CreatedCalendarFeed | ReturnType<typeof refuse>> => {
    const ministry = ministryId === null ? null : await loadMinistry(ctx, ministryId)
    if (ministryId !== null && ministry?.archivedAt !== null)
      return refuse('NOT_FOUND', 'There is no such ministry.', path)
    if ((await feedsOf(ctx.db, userId)).length >= maxFeeds) {
      return refuse('NOT_ALLOWED_NOW', `There are ${maxFeeds} links already: revoke one first.`)
    }
    const token = randomBytes(32).toString('base64url')
    const feed = await addFeed(ctx.db, {
      id: newId(ctx.clock),
      userId,
      kind,
      ministryId,
      tokenHash: hashOfToken(token),
    })
    ctx.audit({ action: 'calendarFeed.create', entity: 'calendarFeed', entityId: feed.id, after: feed })
    return { feed, token }
  })
}
