import { requireViewer } from '../access/index.js'
import { mayUpdateEvent } from '../events/index.js'
import { notAllowed } from '../platform/blocked.js'
import { isBefore } from '../platform/instant.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import type { AttendanceMark } from './attendance.js'
import { removeRecord } from './attendance.repository.js'
import { lockRegistration } from './in-registration.js'
import type { RegistrationCtx } from './register-for-event.js'
import { registrationAudit } from './registration-audit.js'
import { moveRegistrations } from './registrations.repository.js'

/** Who came, or did not. */
export interface MarkAttendance {
  readonly id: string
  readonly status: AttendanceMark
}

/**
 * Settles whether somebody who has a place came, or settles it anew. Who was checked in by mistake and did not come has no
 * record of it afterwards. Marked as it is already, nothing changes.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW before the start and for who waits or has cancelled; throws FORBIDDEN for who
 * registered and has no `events.write` for the event. Locks the event.
 */
export function markAttendance(ctx: RegistrationCtx, { id, status }: MarkAttendance) {
  const viewer = requireViewer(ctx)
  return inTransaction(ctx, async (ctx) => {
    const found = await lockRegistration(ctx, id)
    if (isRefusal(found)) return found
    const { registration: before, event } = found
    if (!mayUpdateEvent(viewer, event)) throw notAllowed('This needs the right events.write for this event.')
    const now = ctx.clock.now()
    if (isBefore(now, event.startsAt)) return refuse('NOT_ALLOWED_NOW', 'It has not started.', ['id'])
    if (before.status === 'WAITLISTED' || before.status === 'CANCELLED') {
      return refuse('NOT_ALLOWED_NOW', 'This registration has no place.', ['id'])
    }

    const [registration = before] = await moveRegistrations(ctx.db, [id], { status, now })
    if (status === 'NO_SHOW') await removeRecord(ctx.db, registration)
    ctx.audit({ action: 'registration.markAttendance', ...registrationAudit(before, registration) })
    return registration
  })
}
