import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { eventDeleted } from './event-announcements.js'
import { eventAudit } from './event-audit.js'
import { isRegisteredFor } from './event-uses.queries.js'
import { mayCancelEvent } from './event.policy.js'
import { removeEvent } from './events.repository.js'
import { type Changing, type EventCtx, lockForChange } from './lock-for-change.js'

/**
 * Deletes an event for good, as if it had never been entered: a draft, or one that nobody has registered for. Resolves to
 * what it was.
 *
 * Refuses NOT_FOUND, STALE_VERSION, and NOT_ALLOWED_NOW when somebody has registered for it; throws FORBIDDEN without `events.delete`, in GROUP scope for an event of a ministry
 * that others lead. Locks the event.
 */
export async function deleteEvent(ctx: EventCtx, input: Changing) {
  return inTransaction(ctx, async (ctx) => {
    const event = await lockForChange(ctx, input, mayCancelEvent)
    if (isRefusal(event)) return event

    if (await isRegisteredFor(ctx.db, event.id)) {
      return refuse('NOT_ALLOWED_NOW', 'Somebody has registered for it: call it off instead.', ['id'])
    }
    await removeEvent(ctx.db, event.id)
    ctx.audit({ action: 'event.delete', ...eventAudit(event, null) })
    ctx.announce(eventDeleted(event))
    return event
  })
}
