import { requireViewer } from '../access/index.js'
import { churchSettings } from '../churches/index.js'
import type { Event } from '../events/index.js'
import { isMinor } from '../households/index.js'
import type { Member } from '../members/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Needs } from '../platform/context.js'
import { once } from '../platform/idempotency/once.js'
import { newId } from '../platform/ids.js'
import { addSeconds, isBefore, localDay } from '../platform/instant.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { attendanceAudit } from './attendance-audit.js'
import { type Attendee, doorsOpenBefore } from './attendance.js'
import { addRecord, isPickupCodeTaken, recordOf } from './attendance.repository.js'
import { type Arrival, lockArrival } from './lock-arrival.js'
import { registrationAudit } from './registration-audit.js'
import { newCode, type Registration } from './registration.js'
import { moveRegistrations, registrationOf } from './registrations.repository.js'

/** What letting people in touches. */
export type AttendanceCtx = Needs<'viewer' | 'refusedToken'>

/** Who comes: by the code they show, by registration, or whoever came without one. */
export interface CheckIn extends Arrival {
  readonly idempotencyKey?: string | null
}

/**
 * Lets somebody in and keeps when: by the code of a registration, by its id, or by event and member for who came without
 * one. A registration is ATTENDED from then on, also when it was settled that they had not come. Asked again it answers
 * the first record, with its code; a child gets one, which it leaves against.
 *
 * Refuses REQUIRED unless it is said who comes in one way, and when a series does not say which occurrence; NOT_FOUND also
 * for what the viewer’s right does not reach; NOT_ALLOWED_NOW for a draft, what was called off, more than twelve hours
 * before the start, for who waits for a place or has cancelled, and where it is REQUIRED for who has not registered. Locks the member, then the event: however many let
 * somebody in at once, one record is kept.
 */
export function checkIn(ctx: AttendanceCtx, { idempotencyKey: key, ...arrival }: CheckIn) {
  requireViewer(ctx)
  return once(ctx, { operation: 'checkIn', key, request: arrival }, (ctx) =>
    inTransaction(ctx, (ctx) => letIn(ctx, arrival)),
  )
}

async function letIn(ctx: AttendanceCtx, arrival: Arrival) {
  const found = await lockArrival(ctx, arrival, 'onRoll')
  if (isRefusal(found)) return found
  const { event, member } = found
  const attendee = { eventId: event.id, occurrenceAt: event.occurrenceAt, memberId: member.id }
  const known = await recordOf(ctx.db, attendee)
  if (known) {
    ctx.audit(unaudited('they were let in, and it was told, before'))
    return known
  }
  if (event.status !== 'SCHEDULED') return refuse('NOT_ALLOWED_NOW', 'It does not take place.', found.path)
  if (isBefore(ctx.clock.now(), addSeconds(event.startsAt, -doorsOpenBefore))) {
    return refuse('NOT_ALLOWED_NOW', 'People are let in twelve hours before it starts at the earliest.', found.path)
  }
  const registration = found.registration ?? (await registrationOf(ctx.db, attendee))
  if (registration?.status === 'CANCELLED') {
    return refuse('NOT_ALLOWED_NOW', 'This registration was cancelled.', found.path)
  }
  if (registration?.status === 'WAITLISTED') {
    return refuse('NOT_ALLOWED_NOW', 'This member still waits for a place.', found.path)
  }
  if (!registration && event.registration === 'REQUIRED') {
    return refuse('NOT_ALLOWED_NOW', 'Only who has registered comes in: register this member first.', found.path)
  }
  if (registration) await markAttended(ctx, registration)
  return keepRecord(ctx, attendee, await pickupCodeFor(ctx, event, member))
}

async function markAttended(ctx: AttendanceCtx, before: Registration): Promise<void> {
  if (before.status === 'ATTENDED') return
  const [after = before] = await moveRegistrations(ctx.db, [before.id], { status: 'ATTENDED', now: ctx.clock.now() })
  ctx.audit({ action: 'registration.markAttendance', ...registrationAudit(before, after) })
}

async function keepRecord(ctx: AttendanceCtx, attendee: Attendee, pickupCode: string | null) {
  const { userId } = requireViewer(ctx)
  const arrived = { id: newId(ctx.clock), checkedInAt: ctx.clock.now(), recordedBy: userId, pickupCode }
  const record = await addRecord(ctx.db, { ...attendee, ...arrived })
  ctx.audit({ action: 'attendance.checkIn', ...attendanceAudit(null, record) })
  return record
}

/** A code of six that no other child of the occurrence has; null for who is of age. Exact under the lock of the event. */
async function pickupCodeFor(ctx: AttendanceCtx, event: Event, member: Member): Promise<string | null> {
  const { members } = await churchSettings(ctx.db)
  const today = localDay(ctx.clock.now(), ctx.church.timeZone)
  if (!isMinor(member.birthDate, { adultAge: members.adultAge, today })) return null
  const taken = { eventId: event.id, occurrenceAt: event.occurrenceAt }
  for (;;) {
    const pickupCode = newCode(6)
    if (!(await isPickupCodeTaken(ctx.db, { ...taken, pickupCode }))) return pickupCode
  }
}
