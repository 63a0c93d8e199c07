import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Announcement } from './announcement.js'
import { announcementColumns } from './announcements.repository.js'

/** Who leads or assists in every ministry an announcement names, as one more column of it. */
export const leaderIds = sql<readonly string[]>`case when announcement.audience_kind = 'MINISTRY' then array(
  select guide.member_id from ministry_membership guide
  where guide.ministry_id = any(announcement.audience_ids) and guide.status = 'ACTIVE'
    and guide.role in ('LEADER', 'ASSISTANT')
  group by guide.member_id having count(*) = cardinality(announcement.audience_ids)
) else '{}' end`.as('leaderIds')

/**
 * One announcement, locked until the transaction ends, so that those who move it take turns; null when there is none.
 * Read in a statement of its own after the lock: one that waited would show what it was before the wait.
 */
export async function lockAnnouncement(db: Db, id: string): Promise<Announcement | null> {
  await db.selectFrom('announcement').select('id').where('id', '=', id).forUpdate().execute()
  const found = await db
    .selectFrom('announcement')
    .select(announcementColumns)
    .select(leaderIds)
    .where('id', '=', id)
    .executeTakeFirst()
  return found ?? null
}

/** The announcements whose time to be published or to end came before `until`, and which nobody has moved; so many. */
export async function overdueAnnouncements(db: Db, until: Instant, limit: number): Promise<readonly string[]> {
  const late = await db
    .selectFrom('announcement')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([eb('status', '=', 'SCHEDULED'), eb('publish_at', '<', until)]),
        eb.and([eb('status', '=', 'PUBLISHED'), eb('expires_at', '<', until)]),
      ]),
    )
    .orderBy('id')
    .limit(limit)
    .execute()
  return late.map(({ id }) => id)
}
