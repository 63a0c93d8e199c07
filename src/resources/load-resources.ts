import { type Event, maySeeEvent } from '../events/index.js'
import { batchedById, batchedByOwner } from '../platform/batched.js'
import type { Needs } from '../platform/context.js'
import { bookedEvents } from './booked-events.queries.js'
import type { Booking } from './booking.js'
import { resourcesById } from './resources.repository.js'

/** One resource by id, archived ones too, batched with the others that this ctx asks for; null when there is none. */
export const loadResource = batchedById(resourcesById)

const loadBookedEvents = batchedByOwner(({ bookingId }) => bookingId, bookedEvents)

/** The occurrence that a booking is for, batched with others; null when it is not for this viewer to see. */
export async function findBookedEvent(ctx: Needs<'viewer'>, { id }: Pick<Booking, 'id'>): Promise<Event | null> {
  const [event] = await loadBookedEvents(ctx, id)
  return event && (await maySeeEvent(ctx, event)) ? event : null
}
