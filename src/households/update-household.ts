import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { householdAudit } from './household-audit.js'
import { type HouseholdDescription, householdFaults, tidyHousehold } from './household.js'
import { mayArchiveHousehold, mayReadHouseholds, mayUpdateHousehold } from './household.policy.js'
import { changeHousehold, lockHouseholds } from './households.repository.js'
import { type HouseholdCtx, leaveHousehold } from './leave-household.js'
import { residentsOf } from './residences.repository.js'

/** Which household, and what becomes of the fields named. */
export interface UpdateHousehold extends HouseholdDescription {
  readonly id: string
  readonly expectedVersion?: number | null
}

/**
 * Changes name, address and telephone of a household: the office of any, HEAD and SPOUSE of their own.
 *
 * Refuses NOT_FOUND for an unknown or archived one and for one that the viewer may not know of, STALE_VERSION when
 * `expectedVersion` is sent and old, and REQUIRED, TOO_LONG for all faulty fields at once; throws FORBIDDEN for one that
 * the viewer may read and not change. Locks the household.
 */
export function updateHousehold(ctx: HouseholdCtx, { id, expectedVersion, ...fields }: UpdateHousehold) {
  const viewer = requireViewer(ctx)
  return inTransaction(ctx, async (ctx) => {
    const [household] = await lockHouseholds(ctx.db, [id])
    const may = household !== undefined && mayUpdateHousehold(viewer, household)
    if (!may && mayReadHouseholds(viewer) && household) throw notAllowed('This needs the right households.write.')
    if (!may) return refuse('NOT_FOUND', 'There is no such household.', ['id'])
    const described = tidyHousehold(fields)
    const faults = householdFaults(described)
    if (faults) return faults
    if ((expectedVersion ?? household.version) !== household.version) {
      return refuse('STALE_VERSION', 'Somebody else changed this household meanwhile.', ['expectedVersion'])
    }
    const changed = await changeHousehold(ctx.db, id, { ...described, now: ctx.clock.now() })
    ctx.audit({ action: 'household.update', ...householdAudit(household, changed) })
    return changed
  })
}

/**
 * Ends a household and the stay of everybody in it; the history is kept.
 *
 * Refuses NOT_FOUND for an unknown or archived one; throws FORBIDDEN without `households.delete`. Locks the household.
 */
export function archiveHousehold(ctx: HouseholdCtx, { id }: { readonly id: string }) {
  if (!mayArchiveHousehold(requireViewer(ctx))) throw notAllowed('This needs the right households.delete.')
  return inTransaction(ctx, async (ctx) => {
    const [household] = await lockHouseholds(ctx.db, [id])
    if (!household) return refuse('NOT_FOUND', 'There is no such household.', ['id'])
    const memberIds = (await residentsOf(ctx.db, id)).map(({ memberId }) => memberId)
    const ended = await leaveHousehold(ctx, { household, memberIds, newHeadId: null })
    if ('errors' in ended) return ended
    const now = ctx.clock.now()
    return changeHousehold(ctx.db, id, { now })
  })
}
