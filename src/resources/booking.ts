import type { Instant } from '../platform/instant.js'

/** How much longer than its occurrence a booking lasts, at either end. */
export interface Margins {
  readonly secondsBefore: number
  readonly secondsAfter: number
}

/** What becomes a booking: a resource for one occurrence of an event. */
export interface NewBooking extends Margins {
  readonly id: string
  readonly resourceId: string
  readonly eventId: string
  /** The original start of the occurrence. */
  readonly occurrenceAt: Instant
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly bookedBy: string
  readonly createdAt: Instant
}

/** A resource that is kept for one occurrence of an event, or was. */
export interface Booking extends NewBooking {
  readonly cancelledAt: Instant | null
}

/** The most that a booking begins before its occurrence, and lasts after it, in seconds: a day. */
export const maxMargin = 86_400
