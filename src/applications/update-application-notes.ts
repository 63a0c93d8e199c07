import type { Needs } from '../platform/context.js'
import { refuse, refuseAll } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'
import { applicationAudit } from './application-audit.js'
import { changeApplication } from './applications.repository.js'
import { inApplication, requireDecider } from './in-application.js'

/** What those who decide note about an application; null removes it. */
export interface UpdateApplicationNotes {
  readonly id: string
  readonly staffNotes?: string | null
  readonly expectedVersion?: number | null
}

/**
 * Writes the staff's notes on an application, in whatever state it is.
 *
 * Refuses NOT_FOUND, TOO_LONG (10,000 characters), STALE_VERSION; throws FORBIDDEN without `members.manage`. Locks the
 * application.
 */
export async function updateApplicationNotes(
  ctx: Needs<'viewer' | 'refusedToken'>,
  { id, staffNotes, expectedVersion }: UpdateApplicationNotes,
) {
  requireDecider(ctx)
  const notes = trimmed(staffNotes)
  const faults = refuseAll(textFaults({ staffNotes: notes }, [{ field: 'staffNotes', maximum: 10_000 }]))
  if (faults) return faults

  return inApplication(ctx, id, async (ctx, application) => {
    if (typeof expectedVersion === 'number' && expectedVersion !== application.version) {
      return refuse('STALE_VERSION', 'Somebody else changed the application meanwhile.', ['expectedVersion'])
    }
    const changed = await changeApplication(ctx.db, id, { staffNotes: notes, now: ctx.clock.now() })
    ctx.audit({ action: 'application.note', ...applicationAudit(application, changed) })
    return changed
  })
}
