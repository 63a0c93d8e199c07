import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { eventCreated } from './event-announcements.js'
import { eventAudit } from './event-audit.js'
import { mayUpdateEvent } from './event.policy.js'
import { eventsById, setEventStatus } from './events.repository.js'
import { type Changing, type EventCtx, lockForChange } from './lock-for-change.js'

/**
 * Shows a draft to whom it is for, and announces it.
 *
 * Refuses NOT_FOUND, STALE_VERSION, and NOT_ALLOWED_NOW for what is no draft; throws FORBIDDEN without `events.write`, in
 * GROUP scope for an event of a ministry that others lead. Locks the event.
 */
export async function publishEvent(ctx: EventCtx, { id, expectedVersion = null }: Changing) {
  return inTransaction(ctx, async (ctx) => {
    const draft = await lockForChange(ctx, { id, expectedVersion }, mayUpdateEvent)
    if (isRefusal(draft)) return draft
    if (draft.status !== 'DRAFT') return refuse('NOT_ALLOWED_NOW', 'The event is no draft.', ['id'])

    await setEventStatus(ctx.db, id, { status: 'SCHEDULED', now: ctx.clock.now() })
    const [event = draft] = await eventsById(ctx.db, [id])
    ctx.audit({ action: 'event.publish', ...eventAudit(draft, event) })
    ctx.announce(eventCreated(event))
    return event
  })
}
