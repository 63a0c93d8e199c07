import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { once } from '../platform/idempotency/once.js'
import { newId } from '../platform/ids.js'
import { inTransaction } from '../platform/transaction.js'
import { eventCreated } from './event-announcements.js'
import { draftEvent, type EventDescription, type EventDraft, eventFaults } from './event.js'
import { mayCreateEvent } from './event.policy.js'
import { addEvent } from './events.repository.js'

/** An event to be made; with a key, once for each. */
export interface CreateEvent extends EventDescription {
  readonly idempotencyKey?: string | null
}

/**
 * Schedules an event for the whole church and announces it; its notification is committed with it or not at all.
 *
 * Refuses REQUIRED, TOO_LONG and INVALID (end not after start, unknown time zone), all faults at once; throws FORBIDDEN
 * without `events.create` everywhere, and what `once` does.
 */
export async function createEvent(
  ctx: Needs<'viewer' | 'refusedToken'>,
  { idempotencyKey: key, ...input }: CreateEvent,
) {
  const viewer = requireViewer(ctx)
  if (!mayCreateEvent(viewer)) throw notAllowed('This needs the right events.create for the whole church.')

  const draft = draftEvent(input, ctx.church.timeZone)
  const faults = eventFaults(draft)
  if (faults) return faults

  return once(ctx, { operation: 'createEvent', key, request: input }, (ctx) =>
    add(ctx, { draft, createdBy: viewer.userId }),
  )
}

const add = (ctx: Needs<never>, { draft, createdBy }: { readonly draft: EventDraft; readonly createdBy: string }) =>
  inTransaction(ctx, async (ctx) => {
    const event = await addEvent(ctx.db, { ...draft, id: newId(ctx.clock), createdBy })
    ctx.audit({ action: 'event.create', entity: 'event', entityId: event.id, after: event })
    ctx.announce(eventCreated(event))
    return event
  })
