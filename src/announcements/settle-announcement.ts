import { unaudited } from '../platform/audit/audit-entry.js'
import type { Needs } from '../platform/context.js'
import { type Instant, millisecondsUntil } from '../platform/instant.js'
import { NotYet, type Task } from '../platform/jobs/task.js'
import { inTransaction } from '../platform/transaction.js'
import { announcementAudit } from './announcement-audit.js'
import { type Announcement, asOf } from './announcement.js'
import { lockAnnouncement } from './announcement.queries.js'
import { moveAnnouncement } from './announcements.repository.js'
import { goPublic, settleTask } from './go-public.js'

/** How far the clocks of the queue and of this process may be apart, in milliseconds. */
const clocksApart = 60_000

/**
 * Moves an announcement where its times say: publishes it at its time, and ends it. Whatever is not due is left, so it may
 * be done twice, too late, and for an announcement that is planned otherwise by now.
 */
export const settleAnnouncement: Task = {
  task: settleTask,
  async run(ctx, data) {
    // What `settleAt` made.
    const { announcementId } = data as { readonly announcementId: string }
    const next = await settle(ctx, announcementId)
    const wait = next === null ? 0 : millisecondsUntil(ctx.clock.now(), next)
    // Further ahead it was planned anew, and another job stands at that time.
    if (wait > 0 && wait <= clocksApart) throw new NotYet('The clock is behind the queue.', Math.ceil(wait / 1000))
  },
}

/** Moves one announcement on; resolves to its next time ahead, when it has one that nothing was done for now. */
function settle(ctx: Needs<never>, id: string): Promise<Instant | null> {
  return inTransaction(ctx, async (ctx) => {
    const kept = await lockAnnouncement(ctx.db, id)
    const due = kept && asOf(kept, ctx.clock.now())
    if (!kept || due?.status === kept.status) {
      ctx.audit(unaudited('nothing was due'))
      return kept && nextTime(kept)
    }
    const isOver = due?.status === 'EXPIRED'
    if (kept.status === 'SCHEDULED' && !isOver) await goPublic(ctx, kept, kept.publishAt ?? ctx.clock.now())
    if (isOver) await expire(ctx, kept)
    return null
  })
}

const nextTime = ({ status, publishAt, expiresAt }: Announcement): Instant | null => {
  if (status === 'SCHEDULED') return publishAt
  return status === 'PUBLISHED' ? expiresAt : null
}

/** Ends an announcement. One whose whole time passed before it was published is published on the way; nobody is told. */
async function expire(ctx: Needs<never>, kept: Announcement): Promise<void> {
  const { id, publishAt } = kept
  const now = ctx.clock.now()
  if (kept.status === 'SCHEDULED') {
    await moveAnnouncement(ctx.db, id, { status: 'PUBLISHED', publishedAt: publishAt, now })
  }
  await moveAnnouncement(ctx.db, id, { status: 'EXPIRED', isPinned: false, now })
  ctx.audit({ action: 'announcement.expire', ...announcementAudit(kept, await lockAnnouncement(ctx.db, id)) })
}
