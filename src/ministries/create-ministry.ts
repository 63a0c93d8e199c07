import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import { newId } from '../platform/ids.js'
import { inTransaction } from '../platform/transaction.js'
import { type MinistryCtx, requireCategory } from './in-ministry.js'
import { addMinistries, lockMinistry } from './ministries.repository.js'
import { ministryAudit } from './ministry-audit.js'
import { type MinistryCategory, type MinistryDescription, ministryFaults, tidyMinistry } from './ministry.js'
import { mayCreateMinistry } from './ministry.policy.js'
import { unlessNameTaken } from './unless-name-taken.js'

/** What a new ministry needs: a name, and what it is for. */
export interface CreateMinistry extends MinistryDescription {
  readonly name: string
  readonly category: MinistryCategory
}

/**
 * Founds a ministry without members.
 *
 * Refuses REQUIRED, TOO_LONG and INVALID, all faults at once, and NOT_UNIQUE; throws FORBIDDEN without
 * `ministries.create` and FEATURE_DISABLED for a category that the church has switched off.
 */
export async function createMinistry(ctx: MinistryCtx, input: CreateMinistry) {
  if (!mayCreateMinistry(requireViewer(ctx))) throw notAllowed('This needs the right ministries.create.')
  requireCategory(ctx, input.category, ['input', 'category'])
  const described = tidyMinistry(input)
  const faults = ministryFaults(described)
  if (faults) return faults

  return unlessNameTaken(() =>
    inTransaction(ctx, async (ctx) => {
      const { description = null, meetingSchedule = null, location = null, capacity = null } = described
      // An empty name is refused above.
      const name = described.name ?? ''
      const id = newId(ctx.clock)
      const texts = { name, description, meetingSchedule, location }
      const joinPolicy = described.joinPolicy ?? 'APPROVAL'
      await addMinistries(ctx.db, [{ id, ...texts, category: input.category, capacity, joinPolicy }])
      const ministry = await lockMinistry(ctx.db, id)
      if (!ministry) throw new Error('A ministry that was just added is not there.')
      ctx.audit({ action: 'ministry.create', ...ministryAudit(null, ministry) })
      return ministry
    }),
  )
}
