import type { Instant } from '../platform/instant.js'
import { announcement } from '../platform/outbox/announcement.js'
import type { Moves } from './event-moves.js'
import type { Event } from './event.js'

/** A SCHEDULED event has come into being; told inside the transaction that creates it. */
export const eventCreated = announcement<Event>('eventCreated')

/** What became of a SCHEDULED event, or of one occurrence of it. */
export interface EventChange extends Moves {
  /** As it was, and as it is now: one occurrence of it, or the series as such. */
  readonly before: Event
  readonly event: Event
  /** The original start of the one occurrence that was changed; null when all of them were. */
  readonly occurrenceAt: Instant | null
  /** Whether its time or place is another now: what people must hear of. */
  readonly isElsewhere: boolean
}

/** A SCHEDULED event was changed; told inside the transaction, after every row is written. */
export const eventChanged = announcement<EventChange>('eventChanged')

/** A SCHEDULED series takes place once more than its rule says: the event as that occurrence shows it. */
export const occurrenceAdded = announcement<Event>('occurrenceAdded')

/** A series became two: from one occurrence on it goes on as another event. */
export interface EventSplit extends Moves {
  readonly from: Event
  readonly to: Event
}

/** A series was split: what belongs to an occurrence in `moves` belongs to the event `to` from now on. */
export const eventSplit = announcement<EventSplit>('eventSplit')

/** What was called off. */
export interface EventCancellation {
  /** As it is now: CANCELLED, or the occurrence that is. */
  readonly event: Event
  /** The original start of the one occurrence that was called off; null for all of them. */
  readonly occurrenceAt: Instant | null
  /** The original starts of everything called off that was not over. */
  readonly occurrences: readonly Instant[]
}

/** An event was deleted, as if it had never been entered. */
export const eventDeleted = announcement<Event>('eventDeleted')

/** An event, or one occurrence of it, was called off. */
export const eventCancelled = announcement<EventCancellation>('eventCancelled')
