import type { Instant } from '../platform/instant.js'
import type { EventStatus, EventType, EventVisibility } from './event.js'

/** Which events: those with an occurrence that touches the time from `from` until `to`. */
export interface EventFilter {
  readonly from?: Instant | null
  readonly to?: Instant | null
  readonly type?: EventType | null
  readonly status?: EventStatus | null
  readonly visibility?: EventVisibility | null
  readonly ministryId?: string | null
  /** Only occurrences that are not over then. */
  readonly endsAfter?: Instant
  /** Only occurrences that are over then. */
  readonly endsBefore?: Instant
}
