import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import { newId } from '../platform/ids.js'
import { refuseAll } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { announcementAudit } from './announcement-audit.js'
import { visibleAnnouncement } from './announcement-list.queries.js'
import {
  type AnnouncementDescription,
  type AnnouncementDraft,
  blankDraft,
  described,
  draftFaults,
} from './announcement.js'
import { mayCreateAnnouncement } from './announcement.policy.js'
import { lockAnnouncement } from './announcement.queries.js'
import { addDraft } from './announcements.repository.js'
import { leadersOfAll } from './audience.queries.js'
import { type AnnouncementCtx, faultsOfAudience, noSuchAnnouncement, readerOf } from './in-announcement.js'

/**
 * Begins an announcement: a DRAFT, which only those see who may write it.
 *
 * Refuses REQUIRED, TOO_LONG, INVALID (over already; ids where none or fewer belong) and NOT_FOUND for each unknown id of
 * the audience, all faults at once; throws FORBIDDEN without `announcements.create`, in GROUP scope unless it is for
 * ministries that the viewer leads.
 */
export function createAnnouncement(ctx: AnnouncementCtx, input: AnnouncementDescription) {
  const viewer = requireViewer(ctx)
  return inTransaction(ctx, async (ctx) => {
    const draft = described(input, blankDraft)
    if (!mayCreateAnnouncement(viewer, { leaderIds: await leadersFor(ctx, draft) })) throw mayNot()
    const faults = [...draftFaults(draft, { now: ctx.clock.now() }), ...(await faultsOfAudience(ctx, draft))]
    return refuseAll(faults) ?? add(ctx, draft)
  })
}

/**
 * Begins an announcement with the words and the audience of another, in whatever state that is; it is not pinned and has
 * no times.
 *
 * Refuses NOT_FOUND for one that the viewer does not see; throws FORBIDDEN as `createAnnouncement`.
 */
export function duplicateAnnouncement(ctx: AnnouncementCtx, { id }: { readonly id: string }) {
  const viewer = requireViewer(ctx)
  return inTransaction(ctx, async (ctx) => {
    const original = await visibleAnnouncement(ctx.db, readerOf(ctx), id)
    if (!original) return noSuchAnnouncement()
    if (!mayCreateAnnouncement(viewer, original)) throw mayNot()
    return add(ctx, { ...described({}, original), isPinned: false, expiresAt: null })
  })
}

const mayNot = () => notAllowed('This needs the right announcements.create for everybody it is for.')

/** Who leads all that a draft is for; see `Announcement.leaderIds`. */
export const leadersFor = async (ctx: AnnouncementCtx, draft: AnnouncementDraft): Promise<readonly string[]> =>
  draft.audienceKind === 'MINISTRY' ? leadersOfAll(ctx.db, draft.audienceIds) : []

async function add(ctx: AnnouncementCtx, draft: AnnouncementDraft) {
  const { userId: createdBy } = requireViewer(ctx)
  const id = newId(ctx.clock)
  await addDraft(ctx.db, { ...draft, id, createdBy, now: ctx.clock.now() })
  const added = await lockAnnouncement(ctx.db, id)
  if (!added) throw new Error('An announcement that was just added is not there.')
  ctx.audit({ action: 'announcement.create', ...announcementAudit(null, added) })
  return added
}
