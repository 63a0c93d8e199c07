import { isRefusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { mayCancelEvent } from './event.policy.js'
import { removeEvent } from './events.repository.js'
import { type Changing, type EventCtx, lockForChange } from './lock-for-change.js'

/**
 * Deletes an event for good, as if it had never been entered: a draft, or one that nobody has registered for. Resolves to
 * what it was.
 *
 * Refuses NOT_FOUND and STALE_VERSION; throws FORBIDDEN without `events.delete`, in GROUP scope for an event of a ministry
 * that others lead. Locks the event.
 */
export async function deleteEvent(ctx: EventCtx, input: Changing) {
  return inTransaction(ctx, async (ctx) => {
    const event = await lockForChange(ctx, input, mayCancelEvent)
    if (isRefusal(event)) return event

    await removeEvent(ctx.db, event.id)
    ctx.audit({ action: 'event.delete', entity: 'event', entityId: event.id, before: event, after: null })
    return event
  })
}
