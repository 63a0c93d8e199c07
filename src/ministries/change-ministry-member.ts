import { requireViewer } from '../access/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import { notAllowed } from '../platform/blocked.js'
import { refuse } from '../platform/refusal.js'
import { inMinistry, type MinistryCtx } from './in-ministry.js'
import type { MinistryAndMember, MinistryRole } from './membership.js'
import { changeMembership, currentMembership } from './memberships.repository.js'
import { ministryRemoved } from './ministry-announcements.js'
import { membershipAudit } from './ministry-audit.js'
import { mayGiveMinistryRole, mayNameLeaders, mayUpdateMinistry } from './ministry.policy.js'

/** Who becomes what in which ministry. */
export interface SetMinistryRole extends MinistryAndMember {
  readonly role: MinistryRole
}

/**
 * Makes an active member of a ministry its leader, an assistant or a plain member. Doing it again changes nothing.
 *
 * Refuses NOT_FOUND for an unknown ministry and for who is not active in it, NOT_ALLOWED_NOW for an archived one; throws
 * FORBIDDEN without `ministries.write` for the whole church, and FEATURE_DISABLED. Locks the ministry.
 */
export function setMinistryRole(ctx: MinistryCtx, { ministryId, memberId, role }: SetMinistryRole) {
  const viewer = requireViewer(ctx)
  return inMinistry(ctx, { ministryId, path: 'ministryId' }, async (ctx, ministry) => {
    if (!mayUpdateMinistry(viewer, ministry) || !mayNameLeaders(viewer)) {
      throw notAllowed('This needs the right ministries.write for the whole church.')
    }
    const current = await currentMembership(ctx.db, { ministryId, memberId })
    if (current?.status !== 'ACTIVE') return refuse('NOT_FOUND', 'The member is not active in it.', ['memberId'])
    if (current.role === role) {
      ctx.audit(unaudited('The member was that before.'))
      return current
    }
    const changed = await changeMembership(ctx.db, current.id, { role, now: ctx.clock.now() })
    ctx.audit({ action: 'ministry.setRole', ...membershipAudit(current, changed) })
    return changed
  })
}

/**
 * Ends the stay of somebody in a ministry.
 *
 * Refuses NOT_FOUND for an unknown ministry and for who is not active in it, NOT_ALLOWED_NOW for an archived one; throws
 * FORBIDDEN without `ministries.write`, in GROUP scope for a ministry that others lead and for leaders and assistants,
 * and FEATURE_DISABLED. Locks the ministry.
 */
export function removeMinistryMember(ctx: MinistryCtx, { ministryId, memberId }: MinistryAndMember) {
  const viewer = requireViewer(ctx)
  return inMinistry(ctx, { ministryId, path: 'ministryId' }, async (ctx, ministry) => {
    const current = await currentMembership(ctx.db, { ministryId, memberId })
    if (!mayGiveMinistryRole(viewer, ministry, current?.role ?? 'MEMBER')) {
      throw notAllowed('This needs the right ministries.write; for leaders and assistants, for the whole church.')
    }
    if (current?.status !== 'ACTIVE') return refuse('NOT_FOUND', 'The member is not active in it.', ['memberId'])
    const now = ctx.clock.now()
    const membership = await changeMembership(ctx.db, current.id, { status: 'INACTIVE', leftAt: now, now })
    ctx.audit({ action: 'ministry.removeMember', ...membershipAudit(current, membership) })
    ctx.announce(ministryRemoved({ ministry, membership }))
    return membership
  })
}
