import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { eventCreated } from './event-announcements.js'
import { maySeeEvent } from './event-reach.js'
import { mayUpdateEvent } from './event.policy.js'
import { eventsById, lockEvent, setEventStatus } from './events.repository.js'

/**
 * Shows a draft to whom it is for, and announces it.
 *
 * Refuses NOT_FOUND, STALE_VERSION, and NOT_ALLOWED_NOW for what is no draft; throws FORBIDDEN without `events.write`, in
 * GROUP scope for an event of a ministry that others lead. Locks the event.
 */
export async function publishEvent(
  ctx: Needs<'viewer' | 'refusedToken'>,
  { id, expectedVersion }: { readonly id: string; readonly expectedVersion?: number | null },
) {
  const viewer = requireViewer(ctx)
  return inTransaction(ctx, async (ctx) => {
    const draft = await lockEvent(ctx.db, id)
    if (!draft) return refuse('NOT_FOUND', 'There is no such event.', ['id'])
    if (!mayUpdateEvent(viewer, draft)) {
      if (await maySeeEvent(ctx, draft)) throw notAllowed('This needs the right events.write for this event.')
      return refuse('NOT_FOUND', 'There is no such event.', ['id'])
    }
    if ((expectedVersion ?? draft.version) !== draft.version) {
      return refuse('STALE_VERSION', 'Somebody changed the event meanwhile.', ['expectedVersion'])
    }
    if (draft.status !== 'DRAFT') return refuse('NOT_ALLOWED_NOW', 'The event is no draft.', ['id'])

    await setEventStatus(ctx.db, id, { status: 'SCHEDULED', now: ctx.clock.now() })
    const [event = draft] = await eventsById(ctx.db, [id])
    ctx.audit({ action: 'event.publish', entity: 'event', entityId: id, before: draft, after: event })
    ctx.announce(eventCreated(event))
    return event
  })
}
