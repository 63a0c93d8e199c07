import { requireViewer } from '../access/index.js'
import { churchSettings } from '../churches/index.js'
import {
  changeMember,
  lockMember,
  memberAudit,
  type MemberProfile,
  profileFaults,
  tidyProfile,
} from '../members/index.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { isMinor } from './household.js'
import { keepsHousehold } from './household.policy.js'
import { lockHouseholds } from './households.repository.js'
import { type HouseholdCtx, today } from './leave-household.js'
import { residenceOf } from './residences.repository.js'

/** What parents change about a child. */
export type ChildProfile = Pick<MemberProfile, 'preferredName' | 'email' | 'phone' | 'address'>

/** Which child, and what becomes of the fields named. */
export interface UpdateHouseholdChild extends ChildProfile {
  readonly memberId: string
  readonly expectedVersion?: number | null
}

/**
 * HEAD or SPOUSE change the profile of a CHILD of their household who is younger than the church's adults.
 *
 * Refuses NOT_FOUND for who is no child of the viewer's household, NOT_ALLOWED_NOW for one who is of age or whose birth
 * date is not known, STALE_VERSION when `expectedVersion` is sent and old, and TOO_LONG, INVALID for all faulty fields at
 * once. Locks the member and the household.
 */
export function updateHouseholdChild(ctx: HouseholdCtx, input: UpdateHouseholdChild) {
  const viewer = requireViewer(ctx)
  const { memberId, expectedVersion, ...fields } = input
  return inTransaction(ctx, async (ctx) => {
    const child = await lockMember(ctx.db, memberId)
    const of = child && (await residenceOf(ctx.db, memberId))
    const [household] = of?.relation === 'CHILD' ? await lockHouseholds(ctx.db, [of.householdId]) : []
    if (!child || !household || !keepsHousehold(viewer, household)) {
      return refuse('NOT_FOUND', 'There is no such child in your household.', ['memberId'])
    }
    const { members } = await churchSettings(ctx.db)
    if (!isMinor(child.birthDate, { adultAge: members.adultAge, today: today(ctx) })) {
      return refuse('NOT_ALLOWED_NOW', 'Those who are of age change their own profile.', ['memberId'])
    }
    const profile = tidyProfile(fields)
    const faults = profileFaults(profile, today(ctx))
    if (faults) return faults
    if ((expectedVersion ?? child.version) !== child.version) {
      return refuse('STALE_VERSION', 'Somebody else changed this member meanwhile.', ['expectedVersion'])
    }
    const changed = await changeMember(ctx.db, memberId, { ...profile, now: ctx.clock.now() })
    ctx.audit({ action: 'household.updateChild', ...memberAudit(child, changed) })
    return changed
  })
}
