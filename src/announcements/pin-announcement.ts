import { refuse } from '../platform/refusal.js'
import { announcementAudit } from './announcement-audit.js'
import { mayPublishAnnouncement } from './announcement.policy.js'
import { lockAnnouncement } from './announcement.queries.js'
import { moveAnnouncement } from './announcements.repository.js'
import { type AnnouncementCtx, inAnnouncement } from './in-announcement.js'

/**
 * Keeps an announcement at the top of the list: where it stands is not its text, so a published one can be pinned, too.
 *
 * Refuses NOT_FOUND, and NOT_ALLOWED_NOW for one that is over or withdrawn; throws FORBIDDEN without `announcements.manage`,
 * in GROUP scope for what is not only for ministries that the viewer leads. Locks the announcement.
 */
export const pinAnnouncement = (ctx: AnnouncementCtx, { id }: { readonly id: string }) => setPinned(ctx, id, true)

/** Lets an announcement take its place among the others again. Refuses and throws as `pinAnnouncement`. */
export const unpinAnnouncement = (ctx: AnnouncementCtx, { id }: { readonly id: string }) => setPinned(ctx, id, false)

const setPinned = (ctx: AnnouncementCtx, id: string, isPinned: boolean) =>
  inAnnouncement(
    ctx,
    { id, may: mayPublishAnnouncement, right: 'announcements.manage' },
    async (ctx, announcement, kept) => {
      if (announcement.status === 'EXPIRED' || announcement.status === 'WITHDRAWN') {
        return refuse('NOT_ALLOWED_NOW', 'It is not shown any more.', ['id'])
      }
      await moveAnnouncement(ctx.db, id, { isPinned, now: ctx.clock.now() })
      const changed = (await lockAnnouncement(ctx.db, id)) ?? kept
      const action = isPinned ? 'announcement.pin' : 'announcement.unpin'
      ctx.audit({ action, ...announcementAudit(kept, changed) })
      return changed
    },
  )
