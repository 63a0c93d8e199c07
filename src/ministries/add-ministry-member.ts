import { requireViewer } from '../access/index.js'
import { isOnRoll } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
import { newId } from '../platform/ids.js'
import { refuse, refuseAll } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'
import { inMinistry, type MinistryCtx, refuseFull } from './in-ministry.js'
import type { MinistryAndMember, MinistryRole } from './membership.js'
import { addMembership, currentMembership } from './memberships.repository.js'
import { ministryJoined } from './ministry-announcements.js'
import { membershipAudit } from './ministry-audit.js'
import { mayGiveMinistryRole } from './ministry.policy.js'

/** Who is put into which ministry, as what. */
export interface AddMinistryMember extends MinistryAndMember {
  readonly role?: MinistryRole | null
  readonly notes?: string | null
}

/**
 * Puts a member into a ministry, ACTIVE at once, whatever its join policy.
 *
 * Refuses NOT_FOUND for an unknown ministry and for who is not on the roll, NOT_ALLOWED_NOW for who is in it or waits,
 * TOO_LONG and MINISTRY_FULL; throws FORBIDDEN without `ministries.write`, in GROUP scope for a ministry that others
 * lead and for any role but MEMBER, and FEATURE_DISABLED. Locks the ministry: the last place is given once.
 */
export function addMinistryMember(ctx: MinistryCtx, input: AddMinistryMember) {
  const viewer = requireViewer(ctx)
  const { ministryId, memberId } = input
  const role = input.role ?? 'MEMBER'
  return inMinistry(ctx, { ministryId, path: 'ministryId' }, async (ctx, ministry) => {
    if (!mayGiveMinistryRole(viewer, ministry, role)) {
      throw notAllowed('This needs the right ministries.write; for leaders and assistants, for the whole church.')
    }
    const notes = trimmed(input.notes)
    const faults = refuseAll(textFaults({ notes }, [{ field: 'notes', maximum: 500 }]))
    if (faults) return faults
    if (!(await isOnRoll(ctx.db, memberId))) return refuse('NOT_FOUND', 'There is no such member.', ['memberId'])
    if (await currentMembership(ctx.db, { ministryId, memberId })) {
      return refuse('NOT_ALLOWED_NOW', 'The member is in it already, or waits for an answer.', ['memberId'])
    }
    const full = await refuseFull(ctx, ministry)
    if (full) return full
    const entry = { id: newId(ctx.clock), ministryId, memberId, role, notes, status: 'ACTIVE' as const }
    const membership = await addMembership(ctx.db, { ...entry, joinedAt: ctx.clock.now() })
    ctx.audit({ action: 'ministry.addMember', ...membershipAudit(null, membership) })
    ctx.announce(ministryJoined({ ministry, membership }))
    return membership
  })
}
