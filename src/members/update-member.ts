import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { localDay } from '../platform/instant.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { memberAudit } from './member-audit.js'
import { type MemberProfile, profileFaults, tidyProfile } from './member.js'
import { mayUpdateMember } from './member.policy.js'
import { changeMember, lockMember } from './members.repository.js'

/** Which member, and what becomes of the fields named. */
export interface UpdateMember extends MemberProfile {
  readonly id: string
  readonly expectedVersion?: number | null
}

/**
 * Changes the named fields of a member's record.
 *
 * Refuses NOT_FOUND, STALE_VERSION when `expectedVersion` is sent and old, and REQUIRED, TOO_LONG, INVALID for all faulty
 * fields at once; throws FORBIDDEN without `members.write`. Locks the member.
 */
export async function updateMember(ctx: Needs<'viewer' | 'refusedToken'>, input: UpdateMember) {
  if (!mayUpdateMember(requireViewer(ctx))) throw notAllowed('This needs the right members.write.')

  const { id, expectedVersion, ...fields } = input
  const profile = tidyProfile(fields)
  const faults = profileFaults(profile, localDay(ctx.clock.now(), ctx.church.timeZone))
  if (faults) return faults

  return inTransaction(ctx, async (ctx) => {
    const member = await lockMember(ctx.db, id)
    if (!member) return refuse('NOT_FOUND', 'There is no such member.', ['id'])
    if ((expectedVersion ?? member.version) !== member.version) {
      return refuse('STALE_VERSION', 'Somebody else changed this member meanwhile.', ['expectedVersion'])
    }
    const changed = await changeMember(ctx.db, id, { ...profile, now: ctx.clock.now() })
    ctx.audit({ action: 'member.update', ...memberAudit(member, changed) })
    return changed
  })
}
