import { requireViewer } from '../access/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import { notAllowed } from '../platform/blocked.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { residenceAudit } from './household-audit.js'
import { lockMovers } from './household-members.queries.js'
import type { Relation, Residence } from './household.js'
import { mayArrangeHouseholds, mayCombineGiving } from './household.policy.js'
import { lockHouseholds } from './households.repository.js'
import type { HouseholdCtx } from './leave-household.js'
import { fresh } from './move-member.js'
import { changeResidence, residenceOf, residentsOf } from './residences.repository.js'

/** Who becomes what to the household they live in, and who is HEAD instead. */
export interface SetHouseholdRelation {
  readonly memberId: string
  readonly relation: Relation
  readonly newHeadId?: string | null
}

/**
 * Says what somebody is to the household they live in. Who becomes HEAD takes the place of the present one, who becomes
 * OTHER; the present one becomes something else when another is named.
 *
 * Refuses NOT_FOUND for who lives in no household, HEAD_NEEDED, NOT_UNIQUE for a second SPOUSE; throws FORBIDDEN without
 * `households.write`. Locks member and household.
 */
export async function setHouseholdRelation(ctx: HouseholdCtx, input: SetHouseholdRelation) {
  if (!mayArrangeHouseholds(requireViewer(ctx))) throw notAllowed('This needs the right households.write.')
  const { memberId, relation, newHeadId } = input
  return inTransaction(ctx, async (ctx) => {
    await lockMovers(ctx.db, [memberId])
    const of = await residenceOf(ctx.db, memberId)
    const [household] = of ? await lockHouseholds(ctx.db, [of.householdId]) : []
    if (!of || !household) return refuse('NOT_FOUND', 'The member lives in no household.', ['memberId'])
    const residents = await residentsOf(ctx.db, household.id)
    const current = residents.find((one) => one.memberId === memberId)
    const others = residents.filter((one) => one.memberId !== memberId)
    if (!current || current.relation === relation) {
      ctx.audit(unaudited('The member was that before.'))
      return household
    }
    const next = others.find((one) => one.memberId === newHeadId)
    if (current.relation === 'HEAD' && !next) {
      return refuse('HEAD_NEEDED', 'Name somebody who lives there as the new head.', ['newHeadId'])
    }
    // The named successor may be the spouse, whose place is then free.
    const spouse = others.find((one) => one.relation === 'SPOUSE' && !(current.relation === 'HEAD' && one === next))
    if (relation === 'SPOUSE' && spouse) return refuse('NOT_UNIQUE', 'The household has a spouse.', ['relation'])
    await swap(ctx, { current, relation, next: current.relation === 'HEAD' ? next : undefined, others })
    return fresh(ctx, household)
  })
}

interface Swap {
  readonly current: Residence
  readonly relation: Relation
  readonly next: Residence | undefined
  readonly others: readonly Residence[]
}

/** One after the other, so that there are never two of what there may be one of. */
async function swap(ctx: HouseholdCtx, { current, relation, next, others }: Swap): Promise<void> {
  const head = others.find((one) => one.relation === 'HEAD')
  const steps: readonly (readonly [Residence | undefined, Relation])[] =
    relation === 'HEAD'
      ? [
          [head, 'OTHER'],
          [current, 'HEAD'],
        ]
      : [
          [current, 'OTHER'],
          [next, 'HEAD'],
          [relation === 'OTHER' ? undefined : current, relation],
        ]
  for (const [one, becomes] of steps) {
    if (one) await changeResidence(ctx.db, one.id, { relation: becomes, now: ctx.clock.now() })
  }
  for (const before of [current, ...others]) {
    const after = await residenceOf(ctx.db, before.memberId)
    if (after && after.relation !== before.relation) {
      ctx.audit({ action: 'household.setRelation', ...residenceAudit(before, after) })
    }
  }
}

/** Whose giving is told together with that of the other, or no longer. The viewer's own unless somebody is named. */
export interface SetCombineGiving {
  readonly memberId?: string | null
  readonly combineGiving: boolean
}

/**
 * Lets the giving of a HEAD or SPOUSE stand in the statement of the household, or no longer. Doing it again changes
 * nothing.
 *
 * Refuses NOT_FOUND for who lives in no household, NOT_ALLOWED_NOW for who is neither HEAD nor SPOUSE; throws FORBIDDEN
 * for another without `payments.write`. Locks member and household.
 */
export async function setCombineGiving(ctx: HouseholdCtx, input: SetCombineGiving) {
  const viewer = requireViewer(ctx)
  const memberId = input.memberId ?? viewer.memberId
  const { combineGiving } = input
  if (memberId && !mayCombineGiving(viewer, memberId)) throw notAllowed('This needs the right payments.write.')
  return inTransaction(ctx, async (ctx) => {
    if (memberId) await lockMovers(ctx.db, [memberId])
    const of = memberId ? await residenceOf(ctx.db, memberId) : null
    const [household] = of ? await lockHouseholds(ctx.db, [of.householdId]) : []
    // Read anew: somebody may have changed the relation while the household was locked.
    const current = memberId && household ? await residenceOf(ctx.db, memberId) : null
    if (!current || !household) return refuse('NOT_FOUND', 'The member lives in no household.', ['memberId'])
    if (current.relation !== 'HEAD' && current.relation !== 'SPOUSE') {
      return refuse('NOT_ALLOWED_NOW', 'Giving is combined by head and spouse.', ['memberId'])
    }
    const changed = await changeResidence(ctx.db, current.id, { combineGiving, now: ctx.clock.now() })
    ctx.audit({ action: 'household.setCombineGiving', ...residenceAudit(current, changed) })
    return household
  })
}
