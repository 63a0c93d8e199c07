import { announcementPublished, announcementWithdrawn } from '../announcements/index.js'
import { when } from '../platform/outbox/reaction.js'
import { notificationsOfAnnouncement } from './announcement-notices.js'
import { endNotificationsOf } from './end-notifications.repository.js'
import { tell } from './tell.js'

/** What is told of announcements: once when they are published; what was told ends when they are withdrawn. */
export const announcementNotices = [
  when(announcementPublished, async (ctx, published) => {
    for (const told of notificationsOfAnnouncement(published)) await tell(ctx, told)
  }),
  when(announcementWithdrawn, ({ db }, { id }) => endNotificationsOf(db, id)),
]
