import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import { newId } from '../platform/ids.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { householdAudit } from './household-audit.js'
import { lockMovers } from './household-members.queries.js'
import {
  type Household,
  type HouseholdDescription,
  householdFaults,
  type NewHousehold,
  relationElsewhere,
  type Residence,
  tidyHousehold,
} from './household.js'
import { mayArrangeHouseholds, mayCreateHousehold } from './household.policy.js'
import { addHouseholds, householdsById, lockHouseholds } from './households.repository.js'
import { type HouseholdCtx, leaveHousehold, today } from './leave-household.js'
import { addHouseholdMembers, residentsOf } from './residences.repository.js'

/** Which household, who goes with whom, and what the new one is called. */
export interface SplitHousehold extends HouseholdDescription {
  readonly householdId: string
  readonly name: string
  /** The HEAD of the new household. */
  readonly headId: string
  /** Who else goes. */
  readonly memberIds: readonly string[]
  /** The HEAD of the old household, if its own goes. */
  readonly newHeadId?: string | null
}

/**
 * Lets some of the people of a household live in one of their own from today. Apart from its HEAD they are there what
 * they were; the old HEAD is OTHER. The address stays theirs unless another is given.
 *
 * Refuses REQUIRED and TOO_LONG, all faults at once, NOT_FOUND for an unknown or archived household and for who does not
 * live in it, HEAD_NEEDED; throws FORBIDDEN without `households.create` and `households.write`. Locks household and
 * members.
 */
export async function splitHousehold(ctx: HouseholdCtx, input: SplitHousehold) {
  const viewer = requireViewer(ctx)
  if (!mayCreateHousehold(viewer) || !mayArrangeHouseholds(viewer)) {
    throw notAllowed('This needs the rights households.create and households.write.')
  }
  const { name, address, phone } = input
  const described = tidyHousehold({
    name,
    ...(address !== undefined && { address }),
    ...(phone !== undefined && { phone }),
  })
  const faults = householdFaults(described)
  if (faults) return faults
  const going = [...new Set([input.headId, ...input.memberIds])]

  return inTransaction(ctx, async (ctx) => {
    await lockMovers(ctx.db, going)
    const [old] = await lockHouseholds(ctx.db, [input.householdId])
    if (!old) return refuse('NOT_FOUND', 'There is no such household.', ['householdId'])
    const residents = new Set((await residentsOf(ctx.db, old.id)).map(({ memberId }) => memberId))
    const stranger = going.findIndex((id) => !residents.has(id))
    if (stranger >= 0) {
      const path = stranger === 0 ? ['headId'] : ['memberIds']
      return refuse('NOT_FOUND', 'The member does not live in this household.', path)
    }
    const leaving = { household: old, memberIds: going, newHeadId: input.newHeadId ?? null }
    const ended = await leaveHousehold(ctx, leaving)
    if (isRefusal(ended)) return ended
    const place = { name: described.name ?? '', address: old.address, phone: old.phone, ...kept(described) }
    const household = await found(ctx, place, { ended, headId: input.headId })
    const after = { ...household, memberIds: going }
    ctx.audit({ action: 'household.split', ...householdAudit(null, after) })
    return household
  })
}

/** Lets those whose stays ended live in a household of their own. */
async function found(
  ctx: HouseholdCtx,
  place: Omit<NewHousehold, 'id'>,
  { ended, headId }: { readonly ended: readonly Residence[]; readonly headId: string },
): Promise<Household> {
  const id = newId(ctx.clock)
  await addHouseholds(ctx.db, [{ id, ...place }])
  const entries = ended.map(({ memberId, relation }) => ({
    ...{ householdId: id, memberId, fromOn: today(ctx) },
    relation: memberId === headId ? ('HEAD' as const) : relationElsewhere(relation),
  }))
  await addHouseholdMembers(ctx.db, ctx.clock, entries)
  const [household] = await householdsById(ctx.db, [id])
  if (!household) throw new Error('A household that was just added is not there.')
  return household
}

const kept = ({ address, phone }: HouseholdDescription) => ({
  ...(address !== undefined && { address }),
  ...(phone !== undefined && { phone }),
})
