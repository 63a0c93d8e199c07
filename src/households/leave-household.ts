import type { Needs } from '../platform/context.js'
import { localDay } from '../platform/instant.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { householdAudit } from './household-audit.js'
import type { Household, Residence } from './household.js'
import { changeHousehold } from './households.repository.js'
import { changeResidence, residentsOf } from './residences.repository.js'

/** What every change of a household touches. */
export type HouseholdCtx = Needs<'viewer' | 'refusedToken'>

/** Today where the church is. */
export const today = ({ clock, church }: Pick<HouseholdCtx, 'clock' | 'church'>): string =>
  localDay(clock.now(), church.timeZone)

/** Who leaves which household, and who is its HEAD afterwards. */
export interface Leaving {
  readonly household: Household
  readonly memberIds: readonly string[]
  readonly newHeadId: string | null
}

/**
 * Ends the stays of members in a household, and names another HEAD if theirs is among them; one that nobody is left in is
 * archived. Belongs inside a transaction that has locked the household. Resolves to the stays that ended.
 *
 * Refuses HEAD_NEEDED when the HEAD leaves others behind and none of them is named.
 */
export async function leaveHousehold(
  ctx: HouseholdCtx,
  { household, memberIds, newHeadId }: Leaving,
): Promise<readonly Residence[] | Refusal<'HEAD_NEEDED'>> {
  const residents = await residentsOf(ctx.db, household.id)
  const leaving = residents.filter(({ memberId }) => memberIds.includes(memberId))
  const staying = residents.filter(({ memberId }) => !memberIds.includes(memberId))
  const now = ctx.clock.now()
  const successor = staying.find(({ memberId }) => memberId === newHeadId)
  const needsHead = staying.length > 0 && leaving.some(({ relation }) => relation === 'HEAD')
  if (needsHead && !successor) {
    return refuse('HEAD_NEEDED', 'Name somebody who stays as the new head of the household.', ['newHeadId'])
  }

  const ended = []
  for (const { id } of leaving) ended.push(await changeResidence(ctx.db, id, { untilOn: today(ctx), now }))
  if (needsHead && successor) await changeResidence(ctx.db, successor.id, { relation: 'HEAD', now })
  if (staying.length === 0) {
    const archived = await changeHousehold(ctx.db, household.id, { archivedAt: now, now })
    ctx.audit({ action: 'household.archive', ...householdAudit(household, archived) })
  }
  return ended
}
