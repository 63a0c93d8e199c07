import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** Ends what was told of an announcement, at this moment unless it ended before: nobody sees it in a list any more. */
export async function endNotificationsOf(db: Db, announcementId: string): Promise<void> {
  await db
    .updateTable('notification')
    .set({ expires_at: sql<Instant>`least(expires_at, now())` })
    // Spelt out, not a parameter: the index is of such rows alone.
    .where(sql`entity`, '=', sql`'announcement'`)
    .where('entity_id', '=', announcementId)
    .execute()
}
