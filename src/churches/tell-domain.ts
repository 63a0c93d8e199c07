import type { Needs } from '../platform/context.js'
import { isRefusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import type { Domain } from './domain.js'

/**
 * Tells the audit log of a church what became of one of its domains, before the answer leaves: the domain itself is kept
 * in the control schema. What was refused is not told.
 */
export async function tellDomain<Outcome>(
  ctx: Needs<never>,
  action: `domain.${string}`,
  work: Promise<Outcome>,
): Promise<Outcome> {
  const outcome = await work
  if (isRefusal(outcome)) return outcome
  // Every use case of domains answers with the domain it was about.
  const after = outcome as Outcome & Domain
  await inTransaction(ctx, async (ctx) => ctx.audit({ action, entity: 'domain', entityId: after.id, after }))
  return outcome
}
