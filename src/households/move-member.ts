import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import { isRefusal, refuse, type Refusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { residenceAudit } from './household-audit.js'
import { lockMovers } from './household-members.queries.js'
import type { Household, Relation } from './household.js'
import { mayArrangeHouseholds } from './household.policy.js'
import { householdsById, lockHouseholds } from './households.repository.js'
import { type HouseholdCtx, leaveHousehold, today } from './leave-household.js'
import { addHouseholdMembers, residenceOf, residentsOf } from './residences.repository.js'

/** Who comes to live where, as what. */
export interface AddHouseholdMember {
  readonly householdId: string
  readonly memberId: string
  readonly relation: Relation
}

/** Who moves where, as what, and who is the HEAD of the old household if it loses its own. */
export interface MoveHouseholdMember extends AddHouseholdMember {
  readonly newHeadId?: string | null
}

/** Who lives nowhere from now on, and who is HEAD instead. */
export interface RemoveHouseholdMember {
  readonly memberId: string
  readonly newHeadId?: string | null
}

/**
 * Lets a member who lives in no household live in one.
 *
 * Refuses NOT_FOUND for an unknown or archived household or member, NOT_ALLOWED_NOW for who lives in one, INVALID for
 * HEAD (see `setHouseholdRelation`), NOT_UNIQUE for a second SPOUSE; throws FORBIDDEN without `households.write`. Locks
 * member and household.
 */
export const addHouseholdMember = (ctx: HouseholdCtx, input: AddHouseholdMember) =>
  arranging(ctx, async (ctx) => {
    if (!(await lockMovers(ctx.db, [input.memberId])).has(input.memberId)) return noMember
    if (await residenceOf(ctx.db, input.memberId)) {
      return refuse('NOT_ALLOWED_NOW', 'The member lives in a household: move them instead.', ['memberId'])
    }
    const [household] = await lockHouseholds(ctx.db, [input.householdId])
    return household ? enter(ctx, household, input) : noHousehold
  })

/**
 * Lets a member move from one household into another; the old stay ends, and the new begins, on the same day.
 *
 * Refuses what `addHouseholdMember` refuses, NOT_ALLOWED_NOW for who lives nowhere or in this household, HEAD_NEEDED;
 * throws FORBIDDEN without `households.write`. Locks member and households: of two moves the later starts where the first
 * ended.
 */
export const moveHouseholdMember = (ctx: HouseholdCtx, input: MoveHouseholdMember) =>
  arranging(ctx, async (ctx) => {
    if (!(await lockMovers(ctx.db, [input.memberId])).has(input.memberId)) return noMember
    const from = await residenceOf(ctx.db, input.memberId)
    if (!from) return refuse('NOT_ALLOWED_NOW', 'The member lives in no household: add them instead.', ['memberId'])
    if (from.householdId === input.householdId) {
      return refuse('NOT_ALLOWED_NOW', 'The member lives there already.', ['householdId'])
    }
    const locked = await lockHouseholds(ctx.db, [from.householdId, input.householdId])
    const [left, household] = [from.householdId, input.householdId].map((id) => locked.find((one) => one.id === id))
    if (!left || !household) return noHousehold
    const leaving = { household: left, memberIds: [input.memberId], newHeadId: input.newHeadId ?? null }
    const ended = await leaveHousehold(ctx, leaving)
    return isRefusal(ended) ? ended : enter(ctx, household, input)
  })

/**
 * Lets a member live in no household.
 *
 * Refuses NOT_FOUND for who lives in none, HEAD_NEEDED; throws FORBIDDEN without `households.write`. Locks member and
 * household; one that nobody is left in is archived.
 */
export const removeHouseholdMember = (ctx: HouseholdCtx, { memberId, newHeadId }: RemoveHouseholdMember) =>
  arranging(ctx, async (ctx) => {
    await lockMovers(ctx.db, [memberId])
    const from = await residenceOf(ctx.db, memberId)
    const [household] = from ? await lockHouseholds(ctx.db, [from.householdId]) : []
    if (!from || !household) return refuse('NOT_FOUND', 'The member lives in no household.', ['memberId'])
    const ended = await leaveHousehold(ctx, { household, memberIds: [memberId], newHeadId: newHeadId ?? null })
    if (isRefusal(ended)) return ended
    for (const one of ended) ctx.audit({ action: 'household.removeMember', ...residenceAudit(from, one) })
    return fresh(ctx, household)
  })

const noMember = refuse('NOT_FOUND', 'There is no such member.', ['memberId'])
const noHousehold = refuse('NOT_FOUND', 'There is no such household.', ['householdId'])

/** The household as it is now. */
export const fresh = async (ctx: HouseholdCtx, household: Household): Promise<Household> =>
  (await householdsById(ctx.db, [household.id]))[0] ?? household

function arranging<Outcome>(ctx: HouseholdCtx, work: (ctx: HouseholdCtx) => Promise<Outcome>): Promise<Outcome> {
  if (!mayArrangeHouseholds(requireViewer(ctx))) throw notAllowed('This needs the right households.write.')
  return inTransaction<HouseholdCtx, Outcome>(ctx, work)
}

async function enter(
  ctx: HouseholdCtx,
  household: Household,
  { memberId, relation }: AddHouseholdMember,
): Promise<Household | Refusal<'INVALID' | 'NOT_UNIQUE'>> {
  if (relation === 'HEAD') return refuse('INVALID', 'It has its head: make the member that afterwards.', ['relation'])
  const residents = await residentsOf(ctx.db, household.id)
  if (relation === 'SPOUSE' && residents.some((one) => one.relation === 'SPOUSE')) {
    return refuse('NOT_UNIQUE', 'The household has a spouse.', ['relation'])
  }
  const entry = { householdId: household.id, memberId, relation, fromOn: today(ctx) }
  await addHouseholdMembers(ctx.db, ctx.clock, [entry])
  const residence = await residenceOf(ctx.db, memberId)
  if (!residence) throw new Error('A stay that just began is not there.')
  ctx.audit({ action: 'household.addMember', ...residenceAudit(null, residence) })
  return fresh(ctx, household)
}
