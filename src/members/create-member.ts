import { requireViewer } from '../access/index.js'
import { memberNumbering } from '../churches/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { takeNumber } from '../platform/counters/counters.repository.js'
import { once } from '../platform/idempotency/once.js'
import { newId } from '../platform/ids.js'
import { localDay } from '../platform/instant.js'
import { inTransaction } from '../platform/transaction.js'
import { memberAudit } from './member-audit.js'
import { type MemberProfile, memberNumber, profileFaults, tidyProfile } from './member.js'
import { mayCreateMember } from './member.policy.js'
import { addMember } from './members.repository.js'

/** What a new member needs: both names. */
export interface CreateMember extends MemberProfile {
  readonly firstName: string
  readonly lastName: string
  /** Once for each key. */
  readonly idempotencyKey?: string | null
}

/**
 * Puts a person on the church's roll and issues the next member number.
 *
 * Refuses REQUIRED, TOO_LONG and INVALID, all faults at once; throws FORBIDDEN without `members.create`, and what `once` does. Locks the
 * counter of member numbers: two who are created at once get neighbouring numbers.
 */
export async function createMember(
  ctx: Needs<'viewer' | 'refusedToken'>,
  { idempotencyKey: key, ...input }: CreateMember,
) {
  if (!mayCreateMember(requireViewer(ctx))) throw notAllowed('This needs the right members.create.')

  const profile = tidyProfile(input)
  const faults = profileFaults(profile, localDay(ctx.clock.now(), ctx.church.timeZone))
  if (faults) return faults

  return once(ctx, { operation: 'createMember', key, request: input }, (ctx) => add(ctx, profile))
}

const add = (ctx: Needs<never>, profile: MemberProfile) =>
  inTransaction(ctx, async (ctx) => {
    const { prefix, start } = await memberNumbering(ctx.db)
    const number = await takeNumber(ctx.db, 'member', start)
    const member = await addMember(ctx.db, {
      ...profile,
      // Both are there: profileFaults refuses an empty one.
      firstName: profile.firstName ?? '',
      lastName: profile.lastName ?? '',
      id: newId(ctx.clock),
      memberNumber: memberNumber(prefix, number),
    })
    ctx.audit({ action: 'member.create', ...memberAudit(null, member) })
    return member
  })
