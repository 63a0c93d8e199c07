import { requireViewer } from '../access/index.js'
import { type Event, lockEvent, mayUpdateEvent } from '../events/index.js'
import { notAllowed } from '../platform/blocked.js'
import { isBefore } from '../platform/instant.js'
import { isRefusal, refuse, type Refusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { bookingAudit } from './booking-audit.js'
import type { Booking } from './booking.js'
import { cancelBookings, findBooking } from './bookings.repository.js'
import type { ResourceCtx } from './keep-resources.js'

/** Which booking ends. */
export interface CancelBooking {
  readonly id: string
  /** Whether later ones of the same resource for the same event end as well. */
  readonly withLater?: boolean | null
}

/**
 * Frees what a booking holds. Resolves to what was freed.
 *
 * Refuses NOT_FOUND, and NOT_ALLOWED_NOW for one that was cancelled or is over; throws FORBIDDEN without `events.write`,
 * in GROUP scope for an event of a ministry that others lead. Locks the event.
 */
export async function cancelBooking(ctx: ResourceCtx, { id, withLater }: CancelBooking) {
  return inTransaction(ctx, async (ctx) => {
    const found = await lockBooking(ctx, id)
    if (isRefusal(found)) return found
    const { booking, event } = found
    if (!mayUpdateEvent(requireViewer(ctx), event)) {
      throw notAllowed('This needs a right for the events of the whole church, or of this ministry.')
    }
    const now = ctx.clock.now()
    if (booking.cancelledAt !== null) return refuse('NOT_ALLOWED_NOW', 'It was cancelled already.', ['id'])
    if (isBefore(booking.endsAt, now)) return refuse('NOT_ALLOWED_NOW', 'It is over already.', ['id'])
    const freed = await cancelBookings(ctx.db, booking, { now, withLater: withLater ?? false })
    for (const after of freed) {
      ctx.audit({ action: 'booking.cancel', ...bookingAudit({ ...after, cancelledAt: null }, after) })
    }
    return freed
  })
}

/** A booking under the lock of its event, with which it moves. */
async function lockBooking(
  { db }: ResourceCtx,
  id: string,
): Promise<{ readonly booking: Booking; readonly event: Event } | Refusal<'NOT_FOUND'>> {
  const none = refuse('NOT_FOUND', 'There is no such booking.', ['id'])
  for (;;) {
    const seen = await findBooking(db, id)
    const event = seen ? await lockEvent(db, seen.eventId) : null
    const booking = event ? await findBooking(db, id) : null
    if (!event || !booking) return none
    // While we waited for the lock its series may have become two.
    if (booking.eventId === event.id) return { booking, event }
  }
}
