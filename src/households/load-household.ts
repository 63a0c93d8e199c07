import { requireViewer } from '../access/index.js'
import { batchedById, batchedByOwner } from '../platform/batched.js'
import type { Needs } from '../platform/context.js'
import type { Household } from './household.js'
import { currentHouseholdsOf, householdsById } from './households.repository.js'

/** One household by id, archived ones too, batched with the others that this ctx asks for; null when there is none. */
export const loadHousehold = batchedById(householdsById)

/** The household somebody lives in now, batched as well. */
export const loadHouseholdsOf = batchedByOwner(({ memberId }) => memberId, currentHouseholdsOf)

/** The household the viewer lives in; null for nowhere, and for who is not on the roll. */
export async function loadOwnHousehold(ctx: Needs<'viewer' | 'refusedToken'>): Promise<Household | null> {
  const { memberId } = requireViewer(ctx)
  const [household] = memberId ? await loadHouseholdsOf(ctx, memberId) : []
  return household ?? null
}
