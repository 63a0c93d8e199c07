import { unaudited } from '../platform/audit/audit-entry.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { findReader } from './find-reader.js'
import { visibleIds } from './notification-list.queries.js'
import { dismiss } from './notifications.repository.js'
import { unreadNow } from './unread.queries.js'

/**
 * Takes a notification out of the viewer's list for good; again changes nothing. Returns how many are left unread.
 *
 * Refuses NOT_FOUND for one that is not for the viewer.
 */
export function dismissNotification(ctx: Needs<'viewer' | 'refusedToken'>, { id }: { readonly id: string }) {
  return inTransaction(ctx, async (ctx) => {
    const reader = await findReader(ctx)
    const visible = await visibleIds(ctx.db, reader, [id])
    if (!visible.has(id)) return refuse('NOT_FOUND', 'There is no such notification.', ['id'])
    ctx.audit(unaudited('only the reader’s own marks'))
    await dismiss(ctx.db, { userId: reader.userId, id, at: ctx.clock.now() })
    return (await unreadNow(ctx.db, reader)).count
  })
}
