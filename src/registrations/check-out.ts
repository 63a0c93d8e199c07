import { requireViewer } from '../access/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import { isBefore } from '../platform/instant.js'
import { isRefusal, refuse, type Refusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { attendanceAudit } from './attendance-audit.js'
import { type AttendanceRecord, tidyCode } from './attendance.js'
import { endRecord, recordOf } from './attendance.repository.js'
import type { AttendanceCtx } from './check-in.js'
import { type Arrival, lockArrival } from './lock-arrival.js'

/** Who leaves, named as at the door; a child with the code that it was given there. */
export interface CheckOut extends Arrival {
  readonly pickupCode?: string | null
}

/**
 * Lets somebody out who was let in, and keeps when. Asked again it answers the first time. A child leaves against its
 * pickup code alone, also when asked again; who has left the roll since leaves as everybody does.
 *
 * Refuses REQUIRED unless it is said who leaves in one way, when a series does not say which occurrence, and for a child
 * without its code; INVALID for a code that is not its; NOT_FOUND also for what the viewer’s right does not reach;
 * NOT_ALLOWED_NOW for who was not let in. Locks the member, then the event.
 */
export function checkOut(ctx: AttendanceCtx, { pickupCode = null, ...arrival }: CheckOut) {
  requireViewer(ctx)
  return inTransaction(ctx, async (ctx) => {
    const found = await lockArrival(ctx, arrival, 'anybody')
    if (isRefusal(found)) return found
    const { event, member, path } = found
    const attendee = { eventId: event.id, occurrenceAt: event.occurrenceAt, memberId: member.id }
    const before = await recordOf(ctx.db, attendee)
    if (!before) return refuse('NOT_ALLOWED_NOW', 'This member was not let in.', path)
    const fault = refuseCode(before, pickupCode)
    if (fault) return fault
    if (before.checkedOutAt !== null) {
      ctx.audit(unaudited('they were let out, and it was told, before'))
      return before
    }

    const now = ctx.clock.now()
    // The clock of another server may have been ahead when it let them in.
    const checkedOutAt = isBefore(now, before.checkedInAt) ? before.checkedInAt : now
    const record = await endRecord(ctx.db, attendee, { checkedOutAt, now })
    ctx.audit({ action: 'attendance.checkOut', ...attendanceAudit(before, record) })
    return record
  })
}

function refuseCode(
  record: Pick<AttendanceRecord, 'pickupCode'>,
  said: string | null,
): Refusal<'REQUIRED' | 'INVALID'> | null {
  if (record.pickupCode === null) return null
  const code = tidyCode(said ?? '')
  if (code === '') return refuse('REQUIRED', 'This child leaves against its code alone.', ['pickupCode'])
  return code === record.pickupCode
    ? null
    : refuse('INVALID', 'This is not the code that this child leaves against.', ['pickupCode'])
}
