import DataLoader from 'dataloader'
import { requireViewer } from '../access/index.js'
import { batchedById, maxBatchSize } from '../platform/batched.js'
import type { Needs } from '../platform/context.js'
import type { Household } from './household.js'
import { currentHouseholdsOf, householdsById } from './households.repository.js'

/** One household by id, archived ones too, batched with the others that this ctx asks for; null when there is none. */
export const loadHousehold = batchedById(householdsById)

/** The household somebody lives in now, batched as well; null for nowhere. */
export const loadHouseholdOf = (ctx: Needs<'db' | 'loaders' | 'viewer'>, memberId: string): Promise<Household | null> =>
  ctx.loaders
    .of(currentHouseholdsOf, () => {
      const readMany = async (ids: readonly string[]): Promise<(Household | null)[]> => {
        const rows = await currentHouseholdsOf(ctx.db, ids, ctx.viewer?.memberId ?? null)
        const households = new Map(rows.map((row) => [row.memberId, row]))
        return ids.map((id) => households.get(id) ?? null)
      }
      return new DataLoader<string, Household | null>(readMany, { maxBatchSize })
    })
    .load(memberId)

/** The household the viewer lives in; null for nowhere, and for who is not on the roll. */
export async function loadOwnHousehold(ctx: Needs<'viewer' | 'refusedToken'>): Promise<Household | null> {
  const { memberId } = requireViewer(ctx)
  return memberId ? loadHouseholdOf(ctx, memberId) : null
}
