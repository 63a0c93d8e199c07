import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { memberAudit } from './member-audit.js'
import { profileAndRelated } from './member-input.js'
import type { Related } from './member-related.js'
import { type MemberProfile, settledBirth } from './member.js'
import { mayUpdateMember } from './member.policy.js'
import { changeMember, lockMember } from './members.repository.js'
import { storeRelated } from './store-related.js'

/** Which member, and what becomes of the fields named. */
export interface UpdateMember extends MemberProfile, Related {
  readonly id: string
  readonly expectedVersion?: number | null
}

/**
 * Changes the named fields of a member's record.
 *
 * Refuses NOT_FOUND, STALE_VERSION when `expectedVersion` is sent and old, and REQUIRED, TOO_LONG, INVALID for all faulty
 * fields at once, NOT_ALLOWED_NOW for somebody erased; throws FORBIDDEN without `members.write`. Locks the member.
 */
export async function updateMember(ctx: Needs<'viewer' | 'refusedToken' | 'seals'>, input: UpdateMember) {
  if (!mayUpdateMember(requireViewer(ctx))) throw notAllowed('This needs the right members.write.')

  return changeRecord(ctx, input, 'member.update')
}

/**
 * Changes the named fields of a record, whoever may: the caller has asked. `action` is what the audit log is told.
 *
 * Refuses as `updateMember` does. Locks the member.
 */
export async function changeRecord(
  ctx: Needs<'viewer' | 'seals'>,
  { id, expectedVersion, ...fields }: UpdateMember,
  action: `${string}.${string}`,
) {
  const read = profileAndRelated(ctx, fields)
  if (isRefusal(read)) return read
  const { profile, related } = read

  return inTransaction(ctx, async (ctx) => {
    const member = await lockMember(ctx.db, id)
    if (!member) return refuse('NOT_FOUND', 'There is no such member.', ['id'])
    if (member.status === 'ERASED') return refuse('NOT_ALLOWED_NOW', 'The member has been erased.', ['id'])
    if ((expectedVersion ?? member.version) !== member.version) {
      return refuse('STALE_VERSION', 'Somebody else changed this member meanwhile.', ['expectedVersion'])
    }
    const birth = settledBirth(member, profile)
    if (!birth) return refuse('INVALID', 'Send the birth date with its year.', ['personal', 'isBirthYearKnown'])
    const changed = await changeMember(ctx.db, id, { ...profile, ...birth, now: ctx.clock.now() })
    const written = await storeRelated(ctx, id, { ...related, idNumber: profile.idNumber })
    if (isRefusal(written)) return written
    ctx.audit({ action, ...memberAudit(member, changed, written) })
    return changed
  })
}
