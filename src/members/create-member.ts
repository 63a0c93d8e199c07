import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { once } from '../platform/idempotency/once.js'
import { newId } from '../platform/ids.js'
import { isRefusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { memberAudit } from './member-audit.js'
import { profileAndRelated } from './member-input.js'
import type { Related } from './member-related.js'
import { type MemberProfile, settledBirth } from './member.js'
import { mayCreateMember } from './member.policy.js'
import { addMember } from './members.repository.js'
import { storeRelated } from './store-related.js'

/** What a new member needs: both names. */
export interface CreateMember extends MemberProfile, Related {
  readonly firstName: string
  readonly lastName: string
  /** Once for each key. */
  readonly idempotencyKey?: string | null
}

/**
 * Puts a person on the church's roll and issues the next member number.
 *
 * Refuses REQUIRED, TOO_LONG and INVALID, all faults at once, NOT_FOUND for a parent who is no member; throws FORBIDDEN
 * without `members.create`, and what `once` does. Locks the counter of member numbers: two who are created at once get
 * neighbouring numbers.
 */
export async function createMember(
  ctx: Needs<'viewer' | 'refusedToken' | 'seals'>,
  { idempotencyKey: key, ...input }: CreateMember,
) {
  if (!mayCreateMember(requireViewer(ctx))) throw notAllowed('This needs the right members.create.')

  const read = profileAndRelated(ctx, input)
  if (isRefusal(read)) return read
  const { profile, related } = read

  return once(ctx, { operation: 'createMember', key, request: input }, (ctx) => add(ctx, { profile, related }))
}

interface Entry {
  readonly profile: MemberProfile
  readonly related: Related
}

const add = (ctx: Needs<'viewer' | 'seals'>, { profile, related }: Entry) =>
  inTransaction(ctx, async (ctx) => {
    const born = settledBirth(null, profile)
    // Both names are there: profileFaults refuses an empty one.
    const names = { firstName: profile.firstName ?? '', lastName: profile.lastName ?? '' }
    const member = await addMember(ctx.db, { ...profile, ...born, ...names, id: newId(ctx.clock) })
    const written = await storeRelated(ctx, member.id, { ...related, idNumber: profile.idNumber })
    if (isRefusal(written)) return written
    ctx.audit({ action: 'member.create', ...memberAudit(null, member, written) })
    return member
  })
