import { type Instant, isBefore } from '../platform/instant.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { announcementWithdrawn } from './announcement-announcements.js'
import { announcementAudit } from './announcement-audit.js'
import type { Announcement } from './announcement.js'
import { mayPublishAnnouncement } from './announcement.policy.js'
import { lockAnnouncement } from './announcement.queries.js'
import { type AnnouncementMove, moveAnnouncement } from './announcements.repository.js'
import { goPublic, settleAt } from './go-public.js'
import { type AnnouncementCtx, faultsOfAudience, inAnnouncement, refuseStale } from './in-announcement.js'

/** Which announcement, as somebody read it. */
export interface DecideAnnouncement {
  readonly id: string
  readonly expectedVersion?: number | null
}

const wanted = (id: string) => ({ id, may: mayPublishAnnouncement, right: 'announcements.manage' })

/**
 * Publishes a DRAFT now: whom it is for see it and are told.
 *
 * Refuses NOT_FOUND; NOT_ALLOWED_NOW for anything but a DRAFT, for one that is over already, and when somebody in its
 * audience is gone; STALE_VERSION. Throws FORBIDDEN without `announcements.manage`, in GROUP scope for what is not only for
 * ministries that the viewer leads. Locks the announcement.
 */
export const publishAnnouncement = (ctx: AnnouncementCtx, { id, expectedVersion }: DecideAnnouncement) =>
  inAnnouncement(ctx, wanted(id), async (ctx, announcement) => {
    if (announcement.status !== 'DRAFT') {
      return refuse('NOT_ALLOWED_NOW', 'Only a draft is published; unschedule one that is planned.', ['id'])
    }
    const refusal = refuseStale(announcement, expectedVersion) ?? (await refuseUnready(ctx, announcement))
    if (refusal) return refusal
    const now = ctx.clock.now()
    if (announcement.expiresAt !== null && !isBefore(now, announcement.expiresAt)) {
      return refuse('NOT_ALLOWED_NOW', 'It would be over already: change `expiresAt` first.', ['id'])
    }
    return goPublic(ctx, announcement, now)
  })

/** When a decided announcement is to be published. */
export interface ScheduleAnnouncement extends DecideAnnouncement {
  readonly publishAt: Instant
}

/**
 * Plans a DRAFT to be published at a time ahead, by a job; for one that is SCHEDULED the new time replaces the old.
 *
 * Refuses INVALID for a time that is over, or not before the announcement's end, and else as `publishAnnouncement`.
 */
export const scheduleAnnouncement = (ctx: AnnouncementCtx, { id, expectedVersion, publishAt }: ScheduleAnnouncement) =>
  inAnnouncement(ctx, wanted(id), async (ctx, announcement) => {
    const { status, expiresAt } = announcement
    if (status !== 'DRAFT' && status !== 'SCHEDULED') {
      return refuse('NOT_ALLOWED_NOW', 'It was published already.', ['id'])
    }
    const refusal = refuseStale(announcement, expectedVersion) ?? (await refuseUnready(ctx, announcement))
    if (refusal) return refusal
    if (!isBefore(ctx.clock.now(), publishAt)) {
      return refuse('INVALID', 'This time is over: publish it now, or choose a later one.', ['publishAt'])
    }
    if (expiresAt !== null && !isBefore(publishAt, expiresAt)) {
      return refuse('INVALID', 'The announcement is over by then: see its `expiresAt`.', ['publishAt'])
    }
    ctx.enqueue(settleAt(id, 'publish', publishAt))
    return move(ctx, announcement, { verb: 'schedule', to: { status: 'SCHEDULED', publishAt } })
  })

/** Makes a SCHEDULED announcement a DRAFT again. Refuses and throws as `publishAnnouncement`. */
export const unscheduleAnnouncement = (ctx: AnnouncementCtx, { id, expectedVersion }: DecideAnnouncement) =>
  inAnnouncement(ctx, wanted(id), async (ctx, announcement) => {
    if (announcement.status !== 'SCHEDULED') return refuse('NOT_ALLOWED_NOW', 'It is not scheduled.', ['id'])
    const stale = refuseStale(announcement, expectedVersion)
    if (stale) return stale
    // Its job finds a draft, and leaves it.
    return move(ctx, announcement, { verb: 'unschedule', to: { status: 'DRAFT', publishAt: null } })
  })

/**
 * Takes a PUBLISHED announcement back, for good: nobody sees it any more, and its notice is over. Who was not told yet,
 * because the job was late, never is.
 *
 * Refuses NOT_FOUND, and NOT_ALLOWED_NOW for anything that is not shown; throws FORBIDDEN as `publishAnnouncement`.
 */
export const withdrawAnnouncement = (ctx: AnnouncementCtx, { id }: { readonly id: string }) =>
  inAnnouncement(ctx, wanted(id), async (ctx, announcement, kept) => {
    if (announcement.status !== 'PUBLISHED') return refuse('NOT_ALLOWED_NOW', 'It is not published.', ['id'])
    if (kept.status === 'SCHEDULED') {
      const { status, publishedAt } = announcement
      await moveAnnouncement(ctx.db, id, { status, publishedAt, now: ctx.clock.now() })
    }
    const withdrawn = await move(ctx, kept, { verb: 'withdraw', to: { status: 'WITHDRAWN', isPinned: false } })
    ctx.announce(announcementWithdrawn(withdrawn))
    return withdrawn
  })

/** NOT_ALLOWED_NOW when somebody in the audience is gone since it was written; null otherwise. */
async function refuseUnready(
  ctx: AnnouncementCtx,
  announcement: Announcement,
): Promise<Refusal<'NOT_ALLOWED_NOW'> | null> {
  const faults = await faultsOfAudience(ctx, announcement)
  if (faults.length === 0) return null
  return refuse('NOT_ALLOWED_NOW', 'A role, ministry or member it is for is gone: change its audience first.', ['id'])
}

interface Step {
  readonly verb: 'schedule' | 'unschedule' | 'withdraw'
  readonly to: Omit<AnnouncementMove, 'now'>
}

async function move(ctx: AnnouncementCtx, before: Announcement, { verb, to }: Step): Promise<Announcement> {
  await moveAnnouncement(ctx.db, before.id, { ...to, now: ctx.clock.now() })
  const after = (await lockAnnouncement(ctx.db, before.id)) ?? before
  ctx.audit({ action: `announcement.${verb}`, ...announcementAudit(before, after) })
  return after
}
