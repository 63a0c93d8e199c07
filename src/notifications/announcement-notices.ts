import type { PublishedToldOf } from '../announcements/index.js'
import { cut, type NewNotification } from './notification.js'

/**
 * What is told of an announcement that is published: its headline and the first 200 characters, to its own audience, as
 * urgent as it is and no longer than it is shown. It is told once, whoever publishes it.
 */
export function notificationOfAnnouncement({ announcement, reached }: PublishedToldOf): NewNotification {
  const { id, title, body, type, priority, expiresAt } = announcement
  return {
    ...{ type: 'ANNOUNCEMENT_PUBLISHED', category: 'ANNOUNCEMENT', priority, actionKind: 'INFO', expiresAt },
    ...{ title: cut(title, 255), message: cut(body, 200), entity: 'announcement', entityId: id },
    ...{ path: `/announcements/${id}`, params: { announcementType: type }, audience: reached },
    dedupKey: `announcement:${id}`,
  }
}
