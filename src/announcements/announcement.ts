import type { Instant } from '../platform/instant.js'

/** What an announcement is about. */
export const announcementTypes = [
  'GENERAL',
  'URGENT',
  'CELEBRATION',
  'CANCELLATION',
  'SCHEDULE_CHANGE',
  'OTHER',
] as const

/** How much something matters. */
export const priorities = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const

/** Something the church tells its people. */
export interface Announcement {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly type: (typeof announcementTypes)[number]
  readonly priority: (typeof priorities)[number]
  readonly isPinned: boolean
  readonly publishedAt: Instant
  readonly expiresAt: Instant | null
}
