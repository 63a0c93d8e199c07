import { announcementPublished, announcementWithdrawn } from '../announcements/index.js'
import { when } from '../platform/outbox/reaction.js'
import { notificationOfAnnouncement } from './announcement-notices.js'
import { endNotificationsOf } from './end-notifications.repository.js'
import { tellOthers } from './tell.js'

/** What is told of announcements: once when they are published; what was told ends when they are withdrawn. */
export const announcementNotices = [
  when(announcementPublished, (ctx, published) => tellOthers(ctx, notificationOfAnnouncement(published))),
  when(announcementWithdrawn, ({ db }, { id }) => endNotificationsOf(db, id)),
]
