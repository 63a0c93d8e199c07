import { requireViewer } from '../access/index.js'
import { eventAtOccurrence, loadEvent, maySeeEvent, mayUpdateEvent } from '../events/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Instant } from '../platform/instant.js'
import type { Page } from '../platform/page.js'
import type { RegistrationCtx } from './register-for-event.js'
import { registrationList, type RegistrationListRequest } from './registration-list.queries.js'
import type { Registration } from './registration.js'

/** Whose registrations are listed: those of one occurrence, of a series the first unless given. */
export interface ListRegistrations extends RegistrationListRequest {
  readonly eventId: string
  readonly occurrenceAt?: Instant | null
}

/**
 * A page of who registered for an occurrence, in the order of the queue, cancelled ones included; null when there is no
 * such event. Throws FORBIDDEN without `events.write` for this event, BAD_CURSOR and BAD_USER_INPUT.
 */
export async function listRegistrations(
  ctx: RegistrationCtx,
  { eventId, occurrenceAt, ...request }: ListRegistrations,
): Promise<Page<Registration> | null> {
  const viewer = requireViewer(ctx)
  const event = await (occurrenceAt ? eventAtOccurrence(ctx.db, { eventId, occurrenceAt }) : loadEvent(ctx, eventId))
  if (!event || !(await maySeeEvent(ctx, event))) return null
  if (!mayUpdateEvent(viewer, event)) throw notAllowed('This needs the right events.write for this event.')
  return registrationList(ctx.db, { eventId, occurrenceAt: event.occurrenceAt }, request)
}
