import { requireViewer } from '../access/index.js'
import { lockEvent, maySeeEvent, mayUpdateEvent } from '../events/index.js'
import { notAllowed } from '../platform/blocked.js'
import { type Instant, isBefore } from '../platform/instant.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { endUnseen } from './attendance.repository.js'
import { occurrenceOf } from './occurrence-of.js'
import type { RegistrationCtx } from './register-for-event.js'

/** Which occurrence is over for those who have not come. */
export interface CloseAttendance {
  readonly eventId: string
  readonly occurrenceAt?: Instant | null
}

/**
 * Settles that whoever has a place and was not seen did not come; who comes later may still be checked in. Resolves to the
 * occurrence. Closed again, it settles those who registered since.
 *
 * Refuses NOT_FOUND, REQUIRED when a series does not say which occurrence, NOT_ALLOWED_NOW before the start; throws
 * FORBIDDEN without `events.write` for this event. Locks the event.
 */
export function closeAttendance(ctx: RegistrationCtx, { eventId, occurrenceAt = null }: CloseAttendance) {
  const viewer = requireViewer(ctx)
  return inTransaction(ctx, async (ctx) => {
    const series = await lockEvent(ctx.db, eventId)
    if (!series || !(await maySeeEvent(ctx, series))) return refuse('NOT_FOUND', 'There is no such event.', ['eventId'])
    if (!mayUpdateEvent(viewer, series)) throw notAllowed('This needs the right events.write for this event.')
    const event = await occurrenceOf(ctx, series, occurrenceAt)
    if (isRefusal(event)) return event
    const now = ctx.clock.now()
    if (event.status !== 'SCHEDULED' || isBefore(now, event.startsAt)) {
      return refuse('NOT_ALLOWED_NOW', 'It has not started, or does not take place.', ['eventId'])
    }

    const noShows = await endUnseen(ctx.db, { eventId, occurrenceAt: event.occurrenceAt }, now)
    const after = { occurrenceAt: event.occurrenceAt, noShows }
    ctx.audit({ action: 'event.closeAttendance', entity: 'event', entityId: eventId, before: null, after })
    return event
  })
}
