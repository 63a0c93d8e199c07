import { announcement } from '../platform/outbox/announcement.js'
import type { Announcement } from './announcement.js'
import type { AudienceKind } from './audience.js'

/** An announcement that people see from now on. */
export interface PublishedToldOf {
  readonly announcement: Announcement
  /** Whom it reaches at this moment; ids are missing for the whole church, and where a group's name stands for nobody. */
  readonly reached: { readonly kind: AudienceKind; readonly ids: readonly string[] }
}

/** An announcement has been published: told once, in the transaction that publishes it. */
export const announcementPublished = announcement<PublishedToldOf>('announcementPublished')

/** A published announcement has been taken back. */
export const announcementWithdrawn = announcement<Announcement>('announcementWithdrawn')
