import type { PublishedToldOf } from '../announcements/index.js'
import { cut, type NewNotification } from './notification.js'

/** The most ids in the audience of one row; more become more rows (domain.md, 3.9). */
const maxIds = 1000

/**
 * What is told of an announcement that is published: its headline and the first 200 characters, to its own audience, as
 * urgent as it is and no longer than it is shown. Nothing when nobody is in its audience.
 */
export function notificationsOfAnnouncement({ announcement, reached }: PublishedToldOf): readonly NewNotification[] {
  const { id, title, body, priority, expiresAt } = announcement
  const told: Omit<NewNotification, 'audience'> = {
    ...{ type: 'ANNOUNCEMENT_PUBLISHED', category: 'ANNOUNCEMENT', priority, actionKind: 'INFO', expiresAt },
    ...{ title: cut(title, 255), message: cut(body, 200), entity: 'announcement', entityId: id },
  }
  if (reached.kind === 'CHURCH') return [{ ...told, audience: { kind: 'CHURCH', ids: [] } }]
  const rows = Array.from({ length: Math.ceil(reached.ids.length / maxIds) }, (_, row) =>
    reached.ids.slice(row * maxIds, (row + 1) * maxIds),
  )
  return rows.map((ids) => ({ ...told, audience: { kind: reached.kind, ids } }))
}
