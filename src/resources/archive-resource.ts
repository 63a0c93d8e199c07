import { refuseAll } from '../platform/refusal.js'
import { countComing } from './bookings.repository.js'
import { type ChangingResource, inResource, resourceAudit, type ResourceCtx } from './keep-resources.js'
import { changeResource } from './resources.repository.js'

/**
 * Ends a resource: it cannot be booked any more, and its name is free. What it was booked for stays.
 *
 * Refuses NOT_FOUND, STALE_VERSION, and NOT_ALLOWED_NOW for an archived one and while somebody counts on it: bookings are
 * cancelled or moved first, by who knows where else to go. Throws FORBIDDEN without `events.manage`. Locks the resource.
 */
export function archiveResource(ctx: ResourceCtx, input: ChangingResource) {
  return inResource(ctx, input, async (ctx, resource) => {
    const now = ctx.clock.now()
    const coming = await countComing(ctx.db, resource.id, now)
    const message = `It is booked still (${coming}): cancel these bookings first.`
    const no = refuseAll(
      coming > 0 ? [{ code: 'NOT_ALLOWED_NOW' as const, message, path: ['id'], params: { bookings: coming } }] : [],
    )
    if (no) return no
    const archived = await changeResource(ctx.db, resource.id, { archivedAt: now, now })
    ctx.audit({ action: 'resource.archive', ...resourceAudit(resource, archived) })
    return archived
  })
}
