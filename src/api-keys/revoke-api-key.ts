import { requireViewer } from '../access/index.js'
import { tellAudit } from '../platform/audit/tell-audit.js'
import type { Needs } from '../platform/context.js'
import { refuse, type Refusal } from '../platform/refusal.js'
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
  return ctx.control.write(async (control) => {
    const after = await endApiKey(control, { id, by, now: ctx.clock.now() })
    if (!after) return (await findApiKey(control, id)) ?? before
    await tellAudit(ctx, control, { action: 'apiKey.revoke', entity: 'apiKey', entityId: id, before, after })
    return after
  })
}
