import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import { refuse } from '../platform/refusal.js'
import { refuseWhen } from '../platform/refuse-when.js'
import { inTransaction } from '../platform/transaction.js'
import { inMinistry, type MinistryCtx, requireCategory } from './in-ministry.js'
import { endMemberships } from './memberships.repository.js'
import { changeMinistry, isMinistryNameTaken, lockMinistry } from './ministries.repository.js'
import { ministryArchived } from './ministry-announcements.js'
import { ministryAudit } from './ministry-audit.js'
import { mayArchiveMinistry } from './ministry.policy.js'

/**
 * Ends a ministry and every stay in it; the history is kept.
 *
 * Refuses NOT_FOUND, and NOT_ALLOWED_NOW when it is archived; throws FORBIDDEN without `ministries.delete` everywhere,
 * and FEATURE_DISABLED. Locks the ministry.
 */
export function archiveMinistry(ctx: MinistryCtx, { id }: { readonly id: string }) {
  if (!mayArchiveMinistry(requireViewer(ctx))) throw notAllowed('This needs the right ministries.delete.')
  return inMinistry(ctx, { ministryId: id, path: 'id' }, async (ctx, ministry) => {
    const now = ctx.clock.now()
    const memberIds = await endMemberships(ctx.db, id, now)
    await changeMinistry(ctx.db, id, { archivedAt: now, now })
    const archived = (await lockMinistry(ctx.db, id)) ?? ministry
    ctx.audit({ action: 'ministry.archive', ...ministryAudit(ministry, archived) })
    ctx.announce(ministryArchived({ ministry: archived, memberIds }))
    return archived
  })
}

/**
 * Takes an archived ministry back, without members.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW when it is not archived, NOT_UNIQUE when another has its name by now; throws
 * FORBIDDEN without `ministries.delete` everywhere, and FEATURE_DISABLED. Locks the ministry.
 */
export function restoreMinistry(ctx: MinistryCtx, { id }: { readonly id: string }) {
  if (!mayArchiveMinistry(requireViewer(ctx))) throw notAllowed('This needs the right ministries.delete.')
  const taken = refuse('NOT_UNIQUE', 'Another ministry has its name by now: rename that first.', ['id'])
  return refuseWhen(isMinistryNameTaken, taken, () =>
    inTransaction(ctx, async (ctx) => {
      const ministry = await lockMinistry(ctx.db, id)
      if (!ministry) return refuse('NOT_FOUND', 'There is no such ministry.', ['id'])
      requireCategory(ctx, ministry.category)
      if (ministry.archivedAt === null) return refuse('NOT_ALLOWED_NOW', 'The ministry is not archived.', ['id'])
      await changeMinistry(ctx.db, id, { archivedAt: null, now: ctx.clock.now() })
      const restored = (await lockMinistry(ctx.db, id)) ?? ministry
      ctx.audit({ action: 'ministry.restore', ...ministryAudit(ministry, restored) })
      return restored
    }),
  )
}
