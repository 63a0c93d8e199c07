import { requireViewer } from '../access/index.js'
import { type Event, eventAtOccurrence, lockEvent, mayUpdateEvent } from '../events/index.js'
import type { Needs, Viewer } from '../platform/context.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import type { Registration, RegistrationTold } from './registration.js'
import { registrationsById } from './registrations.repository.js'

/** Whether the viewer registered, or may change the event. */
const mayReadRegistration = (viewer: Viewer, registration: Registration, event: Pick<Event, 'leaderIds'>) =>
  viewer.memberId === registration.memberId || mayUpdateEvent(viewer, event)

/**
 * A registration and its occurrence, under the lock of the event until the transaction ends. Refuses NOT_FOUND, also for
 * what belongs to others, unless the viewer may change the event.
 */
export async function lockRegistration(
  ctx: Needs<'viewer' | 'refusedToken'>,
  id: string,
): Promise<RegistrationTold | Refusal<'NOT_FOUND'>> {
  const viewer = requireViewer(ctx)
  const none = refuse('NOT_FOUND', 'There is no such registration.', ['id'])
  for (;;) {
    const [seen] = await registrationsById(ctx.db, [id])
    const series = seen ? await lockEvent(ctx.db, seen.eventId) : null
    const [registration] = series ? await registrationsById(ctx.db, [id]) : []
    if (!registration || !series) return none
    // While we waited for the lock its series may have become two.
    if (registration.eventId !== series.id) continue
    if (!mayReadRegistration(viewer, registration, series)) return none
    const event = await eventAtOccurrence(ctx.db, { eventId: series.id, occurrenceAt: registration.occurrenceAt })
    return event ? { registration, event } : none
  }
}
