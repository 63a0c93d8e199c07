import type { Needs } from '../platform/context.js'
import type { Instant } from '../platform/instant.js'
import type { Job } from '../platform/jobs/job.js'
import { announcementPublished } from './announcement-announcements.js'
import { announcementAudit } from './announcement-audit.js'
import type { Announcement } from './announcement.js'
import { lockAnnouncement } from './announcement.queries.js'
import { moveAnnouncement } from './announcements.repository.js'
import { reachedIds } from './audience.queries.js'

/** The job that publishes or ends an announcement at its time; see `settleAnnouncement`. */
export const settleTask = 'settle-announcement'

/** Has an announcement moved on at `runAt`; asked again for another time, it replaces what was asked before. */
export const settleAt = (id: string, move: 'publish' | 'expire', runAt: Instant): Job => ({
  ...{ task: settleTask, data: { announcementId: id }, key: `${id}:${move}`, runAt },
})

/**
 * Publishes an announcement that the transaction has locked: it is shown since `publishedAt`, its audience is told with
 * the commit, and its end is planned. Once: a second call finds it PUBLISHED, and its caller leaves it.
 */
export async function goPublic(
  ctx: Needs<never>,
  announcement: Announcement,
  publishedAt: Instant,
): Promise<Announcement> {
  const { id } = announcement
  await moveAnnouncement(ctx.db, id, { status: 'PUBLISHED', publishedAt, now: ctx.clock.now() })
  const published = (await lockAnnouncement(ctx.db, id)) ?? announcement
  ctx.audit({ action: 'announcement.publish', ...announcementAudit(announcement, published) })
  if (published.expiresAt !== null) ctx.enqueue(settleAt(id, 'expire', published.expiresAt))
  const reached = { kind: published.audienceKind, ids: await reachedIds(ctx.db, published) }
  ctx.announce(announcementPublished({ announcement: published, reached }))
  return published
}
