import { requireViewer } from '../access/index.js'
import { type Event, eventAtOccurrence, loadEvent } from '../events/index.js'
import type { Instant } from '../platform/instant.js'
import { mayAttend } from './attendance.policy.js'
import type { AttendanceCtx } from './check-in.js'

/** Which occurrence: of a series the first unless given. */
export interface FindAttendance {
  readonly eventId: string
  readonly occurrenceAt?: Instant | null
}

/** The occurrence whose attendance is asked for; null when there is none, or the viewer’s `attendance.read` ends before it. */
export async function findAttendance(
  ctx: AttendanceCtx,
  { eventId, occurrenceAt }: FindAttendance,
): Promise<Event | null> {
  const viewer = requireViewer(ctx)
  const event = await (occurrenceAt ? eventAtOccurrence(ctx.db, { eventId, occurrenceAt }) : loadEvent(ctx, eventId))
  return event && mayAttend(viewer, 'attendance.read', event) ? event : null
}
