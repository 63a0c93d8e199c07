import { requireViewer } from '../access/index.js'
import type { Needs } from '../platform/context.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import type { ApiKey } from './api-key.js'
import { endApiKey, findApiKey } from './api-keys.repository.js'

/** Ends a key: the next request that shows it is refused. Twice changes nothing. Refuses NOT_FOUND. */
export async function revokeApiKey(
  ctx: Needs<'control' | 'refusedToken'>,
  { id }: { readonly id: string },
): Promise<ApiKey | Refusal<'NOT_FOUND'>> {
  const by = requireViewer(ctx).userId
  const before = await ctx.control.read((control) => findApiKey(control, id))
  if (!before) return refuse('NOT_FOUND', 'There is no such key.', ['id'])
  // Ended first and told then: the row itself says who did it and when, should nobody live to tell.
  const after = await ctx.control.write((control) => endApiKey(control, { id, by, now: ctx.clock.now() }))
  if (!after) return (await ctx.control.read((control) => findApiKey(control, id))) ?? before
  await inTransaction(ctx, async (ctx) => {
    ctx.audit({ action: 'apiKey.revoke', entity: 'apiKey', entityId: id, before, after })
  })
  return after
}
