import { Blocked } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { countActive } from './memberships.repository.js'
import { lockMinistry } from './ministries.repository.js'
import { gateOfCategory, type Ministry, type MinistryCategory } from './ministry.js'

/** What every change of a ministry touches. */
export type MinistryCtx = Needs<'viewer' | 'refusedToken'>

/**
 * Does `work` in a transaction that holds the lock of a ministry that goes on, so that those who change it or who is in
 * it take turns.
 *
 * Refuses NOT_FOUND, and NOT_ALLOWED_NOW for an archived one; throws FEATURE_DISABLED for one of a category that the
 * church has switched off.
 */
export const inMinistry = <Outcome>(
  ctx: MinistryCtx,
  at: { readonly ministryId: string; readonly path: string },
  work: (ctx: MinistryCtx, ministry: Ministry) => Promise<Outcome>,
): Promise<Outcome | Refusal<'NOT_FOUND' | 'NOT_ALLOWED_NOW'>> =>
  inTransaction<MinistryCtx, Outcome | Refusal<'NOT_FOUND' | 'NOT_ALLOWED_NOW'>>(ctx, async (ctx) => {
    const ministry = await lockMinistry(ctx.db, at.ministryId)
    if (!ministry) return refuse('NOT_FOUND', 'There is no such ministry.', [at.path])
    requireCategory(ctx, ministry.category)
    if (ministry.archivedAt !== null) return refuse('NOT_ALLOWED_NOW', 'The ministry is archived.', [at.path])
    return work(ctx, ministry)
  })

/** Throws FEATURE_DISABLED when the church has switched off what opens this category. */
export function requireCategory(
  { church }: Pick<MinistryCtx, 'church'>,
  category: MinistryCategory,
  path: readonly string[] | null = null,
): void {
  const gate = gateOfCategory(category)
  if (gate === null || church.features.has(gate)) return
  throw new Blocked('FEATURE_DISABLED', `This church has switched off the feature \`${gate}\`.`, path)
}

/** MINISTRY_FULL when every place is taken, null when one is left. Holds as long as the ministry is locked. */
export async function refuseFull(
  { db }: Pick<MinistryCtx, 'db'>,
  { id, capacity }: Pick<Ministry, 'id' | 'capacity'>,
): Promise<Refusal<'MINISTRY_FULL'> | null> {
  if (capacity === null || (await countActive(db, id)) < capacity) return null
  return refuse('MINISTRY_FULL', 'The ministry has no place left.', ['ministryId'])
}
