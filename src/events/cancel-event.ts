import { type Instant, isBefore } from '../platform/instant.js'
import { isRefusal, refuse, refuseAll } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'
import { inTransaction } from '../platform/transaction.js'
import { eventCancelled } from './event-announcements.js'
import { eventAudit } from './event-audit.js'
import type { Event } from './event.js'
import { mayCancelEvent } from './event.policy.js'
import { eventsById, setEventStatus, touchEvent } from './events.repository.js'
import { cancelException } from './exceptions.repository.js'
import { type Changing, type EventCtx, lockForChange, occurrenceToChange, type Scoped } from './lock-for-change.js'
import { cancelOccurrences, changeOccurrence, eventAtOccurrence } from './occurrences.repository.js'
import { halvesOf, splitSeries } from './split-series.js'

/** Which event is called off, how much of it, and why. */
export interface CancelEvent extends Changing, Scoped {
  readonly reason?: string | null
}

/**
 * Calls off an event: one occurrence (THIS), it and all later ones (FOLLOWING: the series becomes two, and the second is
 * called off), or all. It stays in the calendar as CANCELLED, and who registered is told. Resolves to what was called off.
 *
 * Refuses NOT_FOUND, STALE_VERSION, TOO_LONG, REQUIRED, and NOT_ALLOWED_NOW for a draft and what was called off or is
 * over; throws FORBIDDEN without `events.delete`, in GROUP scope for an event of a ministry that others lead. Locks the
 * event.
 */
export async function cancelEvent(ctx: EventCtx, input: CancelEvent) {
  const { id, expectedVersion = null, scope = null, occurrenceAt = null } = input
  const reason = trimmed(input.reason)
  const faults = refuseAll(textFaults({ reason }, [{ field: 'reason', maximum: 500 }]))
  if (faults) return faults

  return inTransaction(ctx, async (ctx) => {
    const event = await lockForChange(ctx, { id, expectedVersion }, mayCancelEvent)
    if (isRefusal(event)) return event
    const occurrence = await occurrenceToChange(ctx, event, { scope, occurrenceAt })
    if (isRefusal(occurrence)) return occurrence
    const no = refuseCancel(occurrence ?? { ...event, endsAt: event.seriesEndsAt ?? event.endsAt }, ctx.clock.now())
    if (no) return no

    if (occurrence === null) return cancelAll(ctx, event, reason)
    if (scope === 'THIS') return cancelOne(ctx, { event, occurrence, reason })
    const second = await splitSeries(ctx, { event, ...halvesOf(event, occurrence.occurrenceAt), keepsRule: true })
    return isRefusal(second) ? second : cancelAll(ctx, second, reason)
  })
}

function refuseCancel({ status, endsAt }: Event, now: Instant) {
  const path = ['id']
  if (status === 'DRAFT') return refuse('NOT_ALLOWED_NOW', 'Nobody knows of a draft: delete it instead.', path)
  if (status === 'CANCELLED') return refuse('NOT_ALLOWED_NOW', 'It was called off already.', path)
  return isBefore(endsAt, now) ? refuse('NOT_ALLOWED_NOW', 'It is over already.', path) : null
}

async function cancelAll(ctx: EventCtx, before: Event, reason: string | null): Promise<Event> {
  const now = ctx.clock.now()
  await setEventStatus(ctx.db, before.id, { status: 'CANCELLED', cancelReason: reason, now })
  const occurrences = await cancelOccurrences(ctx.db, before.id, now)
  const [event = before] = await eventsById(ctx.db, [before.id])
  ctx.audit({ action: 'event.cancel', ...eventAudit(before, event) })
  ctx.announce(eventCancelled({ event, occurrenceAt: null, occurrences }))
  return event
}

interface CancellingOne {
  readonly event: Event
  readonly occurrence: Event
  readonly reason: string | null
}

async function cancelOne(ctx: EventCtx, { event, occurrence, reason }: CancellingOne): Promise<Event> {
  const { occurrenceAt } = occurrence
  const now = ctx.clock.now()
  const key = { eventId: event.id, occurrenceAt }
  await cancelException(ctx.db, { ...key, reason, now })
  await changeOccurrence(ctx.db, key, { isCancelled: true })
  await touchEvent(ctx.db, event.id, now)

  const after = (await eventAtOccurrence(ctx.db, key)) ?? occurrence
  ctx.audit({ action: 'event.cancel', ...eventAudit(occurrence, after) })
  ctx.announce(eventCancelled({ event: after, occurrenceAt, occurrences: [occurrenceAt] }))
  return after
}
