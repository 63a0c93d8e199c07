import type { Db } from '../platform/db/handles.js'
import type { Announcement } from './announcement.js'

/** Adds an announcement, published at the time it names. */
export async function addAnnouncement(
  db: Db,
  announcement: Announcement & { readonly createdBy: string },
): Promise<void> {
  const { id, title, body, type, priority, isPinned, publishedAt, expiresAt, createdBy } = announcement
  const times = { published_at: publishedAt, expires_at: expiresAt }
  await db
    .insertInto('announcement')
    .values({ id, title, body, type, priority, is_pinned: isPinned, created_by: createdBy, ...times })
    .execute()
}
