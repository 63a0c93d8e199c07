import { requireViewer } from '../access/index.js'
import { mayUpdateEvent } from '../events/index.js'
import { isBefore } from '../platform/instant.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { lockRegistration } from './in-registration.js'
import { promoteWaiting } from './promote-waiting.js'
import type { RegistrationCtx } from './register-for-event.js'
import { registrationCancelled } from './registration-announcements.js'
import { registrationAudit } from './registration-audit.js'
import { moveRegistrations } from './registrations.repository.js'

/**
 * Gives a place back, or leaves the queue: one's own before the start, anybody's with `events.write`. Who has waited
 * longest gets the place in the same transaction.
 *
 * Refuses NOT_FOUND, and NOT_ALLOWED_NOW for what was cancelled, or is settled, and for one's own after the start. Locks
 * the event.
 */
export function cancelRegistration(ctx: RegistrationCtx, { id }: { readonly id: string }) {
  const viewer = requireViewer(ctx)
  return inTransaction(ctx, async (ctx) => {
    const found = await lockRegistration(ctx, id)
    if (isRefusal(found)) return found
    const { registration: before, event } = found
    if (before.status !== 'REGISTERED' && before.status !== 'WAITLISTED') {
      return refuse('NOT_ALLOWED_NOW', 'It was cancelled already, or it is settled who came.', ['id'])
    }
    const now = ctx.clock.now()
    if (!mayUpdateEvent(viewer, event) && !isBefore(now, event.startsAt)) {
      return refuse('NOT_ALLOWED_NOW', 'It has started: ask those who hold it.', ['id'])
    }

    const [registration = before] = await moveRegistrations(ctx.db, [id], { status: 'CANCELLED', now })
    ctx.audit({ action: 'registration.cancel', ...registrationAudit(before, registration) })
    ctx.announce(registrationCancelled({ registration, event, isByStaff: viewer.memberId !== before.memberId }))
    await promoteWaiting(ctx, event)
    return registration
  })
}
