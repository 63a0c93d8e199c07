import { requireViewer } from '../access/index.js'
import { isOnRoll } from '../members/index.js'
import { newId } from '../platform/ids.js'
import { refuse } from '../platform/refusal.js'
import { inMinistry, type MinistryCtx, refuseFull } from './in-ministry.js'
import { addMembership, changeMembership, currentMembership } from './memberships.repository.js'
import { ministryJoined, ministryJoinRequested } from './ministry-announcements.js'
import { membershipAudit } from './ministry-audit.js'

/**
 * The viewer comes into a ministry: ACTIVE at once where it is OPEN, PENDING where leaders approve. A request takes no
 * place.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW for who is not on the roll, who is in it or waits already, a CLOSED or an archived
 * one, and MINISTRY_FULL; throws FEATURE_DISABLED. Locks the ministry: the last place is given once.
 */
export function joinMinistry(ctx: MinistryCtx, { ministryId }: { readonly ministryId: string }) {
  const { memberId } = requireViewer(ctx)
  return inMinistry(ctx, { ministryId, path: 'ministryId' }, async (ctx, ministry) => {
    if (!memberId || !(await isOnRoll(ctx.db, memberId))) {
      return refuse('NOT_ALLOWED_NOW', 'Your account is linked to nobody on the roll.')
    }
    const current = await currentMembership(ctx.db, { ministryId, memberId })
    if (current) return refuse('NOT_ALLOWED_NOW', 'You are in it already, or wait for the leaders.', ['ministryId'])
    if (ministry.joinPolicy === 'CLOSED') {
      return refuse('NOT_ALLOWED_NOW', 'Only its leaders put people into this ministry.', ['ministryId'])
    }
    const full = await refuseFull(ctx, ministry)
    if (full) return full
    const isOpen = ministry.joinPolicy === 'OPEN'
    const membership = await addMembership(ctx.db, {
      ...{ id: newId(ctx.clock), ministryId, memberId, role: 'MEMBER', notes: null },
      status: isOpen ? 'ACTIVE' : 'PENDING',
      joinedAt: isOpen ? ctx.clock.now() : null,
    })
    ctx.audit({ action: 'ministry.join', ...membershipAudit(null, membership) })
    ctx.announce((isOpen ? ministryJoined : ministryJoinRequested)({ ministry, membership }))
    return membership
  })
}

/**
 * The viewer leaves a ministry, or takes a request back.
 *
 * Refuses NOT_FOUND, and NOT_ALLOWED_NOW for who is not in it; throws FEATURE_DISABLED. Locks the ministry.
 */
export function leaveMinistry(ctx: MinistryCtx, { ministryId }: { readonly ministryId: string }) {
  const { memberId } = requireViewer(ctx)
  return inMinistry(ctx, { ministryId, path: 'ministryId' }, async (ctx) => {
    const current = memberId ? await currentMembership(ctx.db, { ministryId, memberId }) : null
    if (!current) return refuse('NOT_ALLOWED_NOW', 'You are not in this ministry.', ['ministryId'])
    const now = ctx.clock.now()
    const left = await changeMembership(ctx.db, current.id, { status: 'INACTIVE', leftAt: now, now })
    ctx.audit({ action: 'ministry.leave', ...membershipAudit(current, left) })
    return left
  })
}
