import { requireViewer } from '../access/index.js'
import { loadMember } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
import { newId } from '../platform/ids.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { householdAudit } from './household-audit.js'
import { lockMovers } from './household-members.queries.js'
import { type HouseholdDescription, householdFaults, tidyHousehold } from './household.js'
import { mayCreateHousehold } from './household.policy.js'
import { addHouseholds, householdsById } from './households.repository.js'
import { type HouseholdCtx, today } from './leave-household.js'
import { addHouseholdMembers, residenceOf } from './residences.repository.js'

/** A household and its head; what is left out is taken from that member. */
export interface CreateHousehold extends HouseholdDescription {
  readonly headId: string
}

/**
 * Enters a household with its HEAD. Without a name it is called after the head; without address and telephone it has
 * those of the head.
 *
 * Refuses REQUIRED and TOO_LONG, all faults at once, NOT_FOUND for an unknown or archived member, NOT_ALLOWED_NOW for one
 * who lives in a household; throws FORBIDDEN without `households.create`. Locks the member.
 */
export async function createHousehold(ctx: HouseholdCtx, { headId, ...fields }: CreateHousehold) {
  if (!mayCreateHousehold(requireViewer(ctx))) throw notAllowed('This needs the right households.create.')
  const described = tidyHousehold(fields)
  const faults = householdFaults(described)
  if (faults) return faults

  return inTransaction(ctx, async (ctx) => {
    const found = await lockMovers(ctx.db, [headId])
    const head = found.has(headId) ? await loadMember(ctx, headId) : null
    if (!head) return refuse('NOT_FOUND', 'There is no such member.', ['headId'])
    if (await residenceOf(ctx.db, headId)) {
      return refuse('NOT_ALLOWED_NOW', 'The member lives in a household: split that instead.', ['headId'])
    }
    const { name, address = head.address, phone = head.phone } = described
    const id = newId(ctx.clock)
    // The longest name that the column takes.
    const own = Array.from(`${head.lastName} household`).slice(0, 255).join('')
    await addHouseholds(ctx.db, [{ id, name: name ?? own, address, phone }])
    await addHouseholdMembers(ctx.db, ctx.clock, [
      { householdId: id, memberId: headId, relation: 'HEAD', fromOn: today(ctx) },
    ])
    const [household] = await householdsById(ctx.db, [id])
    if (!household) throw new Error('A household that was just added is not there.')
    ctx.audit({ action: 'household.create', ...householdAudit(null, household) })
    return household
  })
}
