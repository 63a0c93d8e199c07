import { requireViewer } from '../access/index.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { revokeFeed } from './calendar-feeds.repository.js'

/** Ends one of the viewer's links: its calendar cannot be read any more. Refuses NOT_FOUND. */
export async function revokeCalendarFeed(ctx: Needs<'viewer' | 'refusedToken'>, { id }: { readonly id: string }) {
  const { userId } = requireViewer(ctx)
  return inTransaction(ctx, async (ctx) => {
    const feed = await revokeFeed(ctx.db, { id, userId, now: ctx.clock.now() })
    if (!feed) return refuse('NOT_FOUND', 'You have no such link.', ['id'])
    ctx.audit({ action: 'calendarFeed.revoke', entity: 'calendarFeed', entityId: id, after: feed })
    return feed
  })
}
