import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import { refuse, refuseAll } from '../platform/refusal.js'
import { announcementAudit } from './announcement-audit.js'
import { type Announcement, type AnnouncementDescription, described, draftFaults } from './announcement.js'
import { mayPublishAnnouncement, mayWriteAnnouncement } from './announcement.policy.js'
import { lockAnnouncement } from './announcement.queries.js'
import { removeAnnouncement, rewriteDraft } from './announcements.repository.js'
import { leadersFor } from './create-announcement.js'
import { type AnnouncementCtx, faultsOfAudience, inAnnouncement, refuseStale } from './in-announcement.js'

/** Which announcement, and what becomes of the fields named. */
export interface UpdateAnnouncement extends AnnouncementDescription {
  readonly id: string
  readonly expectedVersion?: number | null
}

/**
 * Changes the named fields of an announcement that is not published yet. Who changes one that is SCHEDULED decides what
 * goes out: that needs `announcements.manage`.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW once it was published, STALE_VERSION when `expectedVersion` is sent and old, and what
 * `createAnnouncement` does, all faults at once; INVALID also for an end before the time it is planned for. Throws FORBIDDEN
 * without `announcements.write`, in GROUP scope for what is not, or would no longer be, only for ministries that the viewer
 * leads. Locks the announcement.
 */
export function updateAnnouncement(ctx: AnnouncementCtx, { id, expectedVersion, ...fields }: UpdateAnnouncement) {
  const viewer = requireViewer(ctx)
  const wanted = { id, may: mayWriteAnnouncement, right: 'announcements.write' }
  return inAnnouncement(ctx, wanted, async (ctx, announcement) => {
    const { status, publishAt } = announcement
    if (status !== 'DRAFT' && status !== 'SCHEDULED') {
      return refuse('NOT_ALLOWED_NOW', 'It was published: withdraw it, and publish another.', ['id'])
    }
    const draft = described(fields, announcement)
    const then = { leaderIds: await leadersFor(ctx, draft) }
    const may = status === 'DRAFT' ? mayWriteAnnouncement : mayPublishAnnouncement
    if (!may(viewer, announcement) || !may(viewer, then)) {
      throw notAllowed(
        'This needs the right announcements.write for everybody it is for; manage for what is scheduled.',
      )
    }
    const stale = refuseStale(announcement, expectedVersion)
    if (stale) return stale
    const times = { now: ctx.clock.now(), planned: publishAt }
    const faults = refuseAll([...draftFaults(draft, times), ...(await faultsOfAudience(ctx, draft))])
    if (faults) return faults

    await rewriteDraft(ctx.db, id, { ...draft, now: ctx.clock.now() })
    const changed = (await lockAnnouncement(ctx.db, id)) ?? announcement
    ctx.audit({ action: 'announcement.update', ...announcementAudit(announcement, changed) })
    return changed
  })
}

/**
 * Removes a DRAFT for good; returns what it was.
 *
 * Refuses NOT_FOUND, and NOT_ALLOWED_NOW for anything but a DRAFT; throws FORBIDDEN without `announcements.write`. Locks it.
 */
export const deleteDraft = (ctx: AnnouncementCtx, { id }: { readonly id: string }) =>
  inAnnouncement(
    ctx,
    { id, may: mayWriteAnnouncement, right: 'announcements.write' },
    async (ctx, announcement: Announcement) => {
      if (announcement.status !== 'DRAFT') return refuse('NOT_ALLOWED_NOW', 'It is no draft any more.', ['id'])
      await removeAnnouncement(ctx.db, id)
      ctx.audit({ action: 'announcement.deleteDraft', ...announcementAudit(announcement, null) })
      return announcement
    },
  )
