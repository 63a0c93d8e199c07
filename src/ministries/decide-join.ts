import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import { refuse } from '../platform/refusal.js'
import { inMinistry, type MinistryCtx, refuseFull } from './in-ministry.js'
import type { Membership, MinistryAndMember } from './membership.js'
import { changeMembership, currentMembership } from './memberships.repository.js'
import { ministryJoined, ministryRemoved } from './ministry-announcements.js'
import { membershipAudit } from './ministry-audit.js'
import type { Ministry } from './ministry.js'
import { mayUpdateMinistry } from './ministry.policy.js'

/**
 * Lets somebody in who asked: PENDING becomes ACTIVE.
 *
 * Refuses NOT_FOUND when the ministry is unknown or nobody asked, NOT_ALLOWED_NOW for an archived one, and
 * MINISTRY_FULL; throws FORBIDDEN without `ministries.write`, in GROUP scope for one that others lead, and
 * FEATURE_DISABLED. Locks the ministry: the last place is given once.
 */
export const approveJoin = (ctx: MinistryCtx, input: MinistryAndMember) =>
  decide(ctx, input, async (ctx, { ministry, request }) => {
    const full = await refuseFull(ctx, ministry)
    if (full) return full
    const now = ctx.clock.now()
    const membership = await changeMembership(ctx.db, request.id, { status: 'ACTIVE', joinedAt: now, now })
    ctx.audit({ action: 'ministry.approveJoin', ...membershipAudit(request, membership) })
    ctx.announce(ministryJoined({ ministry, membership }))
    return membership
  })

/** Does not let in somebody who asked: PENDING becomes INACTIVE. They may ask again. Refuses and throws as `approveJoin`. */
export const declineJoin = (ctx: MinistryCtx, input: MinistryAndMember) =>
  decide(ctx, input, async (ctx, { ministry, request }) => {
    const now = ctx.clock.now()
    const membership = await changeMembership(ctx.db, request.id, { status: 'INACTIVE', leftAt: now, now })
    ctx.audit({ action: 'ministry.declineJoin', ...membershipAudit(request, membership) })
    ctx.announce(ministryRemoved({ ministry, membership }))
    return membership
  })

function decide<Outcome>(
  ctx: MinistryCtx,
  { ministryId, memberId }: MinistryAndMember,
  work: (ctx: MinistryCtx, asked: { readonly ministry: Ministry; readonly request: Membership }) => Promise<Outcome>,
) {
  const viewer = requireViewer(ctx)
  return inMinistry(ctx, { ministryId, path: 'ministryId' }, async (ctx, ministry) => {
    if (!mayUpdateMinistry(viewer, ministry)) throw notAllowed('This needs the right ministries.write for this one.')
    const request = await currentMembership(ctx.db, { ministryId, memberId })
    if (request?.status !== 'PENDING') return refuse('NOT_FOUND', 'The member does not ask to join.', ['memberId'])
    return work(ctx, { ministry, request })
  })
}
