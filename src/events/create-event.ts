import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { inTransaction } from '../platform/transaction.js'
import { eventCreated } from './event-announcements.js'
import { draftEvent, type EventDescription, eventFaults } from './event.js'
import { mayCreateEvent } from './event.policy.js'
import { addEvent } from './events.repository.js'

/**
 * Schedules an event for the whole church and announces it; its notification is committed with it or not at all.
 *
 * Refuses REQUIRED, TOO_LONG and INVALID (end not after start, unknown time zone), all faults at once; throws FORBIDDEN
 * without `events.create` everywhere.
 */
export async function createEvent(ctx: Needs<'viewer' | 'refusedToken'>, input: EventDescription) {
  const viewer = requireViewer(ctx)
  if (!mayCreateEvent(viewer)) throw notAllowed('This needs the right events.create for the whole church.')

  const draft = draftEvent(input, ctx.church.timeZone)
  const faults = eventFaults(draft)
  if (faults) return faults

  return inTransaction(ctx, async (ctx) => {
    const event = await addEvent(ctx.db, { ...draft, id: newId(ctx.clock), createdBy: viewer.userId })
    ctx.audit({ action: 'event.create', entity: 'event', entityId: event.id, after: event })
    ctx.announce(eventCreated(event))
    return event
  })
}
