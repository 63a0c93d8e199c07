import type { Db } from '../platform/db/handles.js'
import type { Announcement } from './announcement.js'

/** Adds announcements, each published at the time it names. */
export async function addAnnouncements(
  db: Db,
  announcements: readonly (Announcement & { readonly createdBy: string })[],
): Promise<void> {
  const rows = announcements.map(({ isPinned, publishedAt, expiresAt, createdBy, ...others }) => ({
    ...others,
    is_pinned: isPinned,
    published_at: publishedAt,
    expires_at: expiresAt,
    created_by: createdBy,
  }))
  if (rows.length > 0) await db.insertInto('announcement').values(rows).execute()
}
