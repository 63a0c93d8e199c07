import { refuseAll, type UserError } from '../platform/refusal.js'
import { eventChanged } from './event-announcements.js'
import { eventAudit } from './event-audit.js'
import { type EventPatch, isElsewhere, isSameTime } from './event-patch.js'
import type { Event, EventDraft } from './event.js'
import { settleSeriesEnd, touchEvent } from './events.repository.js'
import { isAddedOccurrence, keepException } from './exceptions.repository.js'
import type { EventCtx } from './lock-for-change.js'
import { changeOccurrence, eventAtOccurrence } from './occurrences.repository.js'
import { endAfter } from './whole-days.js'

/** What may differ between the occurrences of a series. */
const ofOne: readonly string[] = ['title', 'location', 'capacity', 'startsAt', 'endsAt']

/** A locked series, one occurrence of it, and what becomes of that. */
interface ChangingOne {
  readonly event: Event
  readonly occurrence: Event
  /** The occurrence as it is to be. */
  readonly draft: EventDraft
  /** The fields that were named. */
  readonly patch: EventPatch
}

/**
 * Changes one occurrence of a series and no other. Resolves to it. Refuses INVALID for what all occurrences have in
 * common.
 */
export async function changeOneOccurrence(ctx: EventCtx, { event, occurrence, draft, patch }: ChangingOne) {
  const faults = refuseAll(commonFields(patch))
  if (faults) return faults

  const at = occurrence.occurrenceAt
  const key = { eventId: event.id, occurrenceAt: at }
  const { title, location, capacity, startsAt, endsAt } = draft
  // What it has in common with its series follows the series, also later.
  const own = <Value>(value: Value, common: Value): Value | null => (value === common ? null : value)
  const isAdded = await isAddedOccurrence(ctx.db, key)
  // An added one has its own time: it does not follow the series.
  const isMoved = isAdded || !isSameTime(draft, { startsAt: at, endsAt: endAfter(at, event) })
  const exception = {
    ...{ originalAt: at, kind: 'CHANGED' as const, cancelReason: null, isAdded },
    ...{ startsAt: isMoved ? startsAt : null, endsAt: isMoved ? endsAt : null },
    ...{ title: own(title, event.title), location: own(location, event.location) },
    capacity: own(capacity, event.capacity),
  }
  const now = ctx.clock.now()
  await keepException(ctx.db, event.id, { ...exception, now })
  await changeOccurrence(ctx.db, key, { startsAt, endsAt })
  await touchEvent(ctx.db, event.id, now)
  await settleSeriesEnd(ctx.db, event.id)

  const changed = (await eventAtOccurrence(ctx.db, key)) ?? occurrence
  ctx.audit({ action: 'event.update', ...eventAudit(occurrence, changed) })
  if (event.status !== 'DRAFT') {
    const moves = [{ from: at, to: at }]
    const where = { occurrenceAt: at, isElsewhere: isElsewhere(occurrence, changed), moves, gone: [] }
    ctx.announce(eventChanged({ before: occurrence, event: changed, ...where }))
  }
  return changed
}

const commonFields = (patch: EventPatch): UserError<'INVALID'>[] =>
  Object.entries(patch)
    .filter(([field, value]) => value !== undefined && !ofOne.includes(field))
    .map(([field]) => ({
      code: 'INVALID',
      message: 'All occurrences of a series have this in common: change FOLLOWING or ALL.',
      path: [field],
      params: null,
    }))
