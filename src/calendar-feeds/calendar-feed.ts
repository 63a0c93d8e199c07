import type { Instant } from '../platform/instant.js'

/** What a link to a calendar shows. */
export const calendarKinds = ['CHURCH', 'MINISTRY', 'MINE'] as const

/** One of `calendarKinds`. */
export type CalendarKind = (typeof calendarKinds)[number]

/** A secret link under which a calendar program reads what its owner may see. */
export interface CalendarFeed {
  readonly id: string
  readonly userId: string
  readonly kind: CalendarKind
  readonly ministryId: string | null
  readonly createdAt: Instant
  readonly revokedAt: Instant | null
}

/** How many links one account may have at once. */
export const maxFeeds = 20
