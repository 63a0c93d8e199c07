import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import { refuse } from '../platform/refusal.js'
import { inMinistry, type MinistryCtx, requireCategory } from './in-ministry.js'
import { changeMinistry, lockMinistry } from './ministries.repository.js'
import { ministryAudit } from './ministry-audit.js'
import { type MinistryDescription, ministryFaults, tidyMinistry } from './ministry.js'
import { mayUpdateMinistry } from './ministry.policy.js'
import { unlessNameTaken } from './unless-name-taken.js'

/** Which ministry, and what becomes of the fields named. */
export interface UpdateMinistry extends MinistryDescription {
  readonly id: string
  readonly expectedVersion?: number | null
}

/**
 * Changes the named fields of a ministry. Fewer places than it has members leave everybody in, and let nobody else in.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW for an archived one, STALE_VERSION when `expectedVersion` is sent and old,
 * NOT_UNIQUE, and REQUIRED, TOO_LONG, INVALID for all faulty fields at once; throws FORBIDDEN without
 * `ministries.write`, in GROUP scope for one that others lead, and FEATURE_DISABLED. Locks the ministry.
 */
export function updateMinistry(ctx: MinistryCtx, { id, expectedVersion, ...fields }: UpdateMinistry) {
  const viewer = requireViewer(ctx)
  return unlessNameTaken(() =>
    inMinistry(ctx, { ministryId: id, path: 'id' }, async (ctx, ministry) => {
      if (!mayUpdateMinistry(viewer, ministry)) throw notAllowed('This needs the right ministries.write for this one.')
      if (fields.category) requireCategory(ctx, fields.category, ['input', 'category'])
      const described = tidyMinistry(fields)
      const faults = ministryFaults(described)
      if (faults) return faults
      if ((expectedVersion ?? ministry.version) !== ministry.version) {
        return refuse('STALE_VERSION', 'Somebody else changed this ministry meanwhile.', ['expectedVersion'])
      }
      await changeMinistry(ctx.db, id, { ...described, now: ctx.clock.now() })
      const changed = (await lockMinistry(ctx.db, id)) ?? ministry
      ctx.audit({ action: 'ministry.update', ...ministryAudit(ministry, changed) })
      return changed
    }),
  )
}
