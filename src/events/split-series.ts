import { requireViewer } from '../access/index.js'
import { newId } from '../platform/ids.js'
import { type Instant, isBefore } from '../platform/instant.js'
import { isRefusal } from '../platform/refusal.js'
import { keepAdded } from './added-occurrences.js'
import { eventChanged, eventSplit } from './event-announcements.js'
import { eventAudit } from './event-audit.js'
import { matchOccurrences, moveExceptions } from './event-moves.js'
import { isElsewhere, pickDraft } from './event-patch.js'
import type { Event, EventDraft } from './event.js'
import { eventsById, rewriteEvent } from './events.repository.js'
import { exceptionsOf, replaceExceptions } from './exceptions.repository.js'
import type { EventCtx } from './lock-for-change.js'
import { addEvent } from './new-events.repository.js'
import { planSeries, startsOf } from './occurrences.js'
import { splitRule } from './recurrence.js'
import { rewriteTimes } from './rewrite-series.js'
import { endAfter } from './whole-days.js'

/** The two series that one becomes when it is cut before the occurrence that starts at `at`. */
export interface Halves {
  readonly at: Instant
  readonly head: EventDraft
  readonly tail: EventDraft
}

/** The halves of a series, cut before one of its occurrences, the second as it would go on. */
export function halvesOf(event: Event, at: Instant): Halves {
  const index = startsOf(event).findIndex((start) => !isBefore(start, at))
  const rules = event.rrule === null ? { head: null, tail: null } : splitRule(event.rrule, { index, at })
  const draft = pickDraft(event)
  const endsAt = endAfter(at, event)
  return { at, head: { ...draft, rrule: rules.head }, tail: { ...draft, rrule: rules.tail, startsAt: at, endsAt } }
}

/** A locked series, its halves, and whether the second goes on by the rule it had. */
interface Splitting extends Halves {
  readonly event: Event
  readonly keepsRule: boolean
}

/**
 * Makes two series of one, which is announced, and then what was changed about the second. What was decided about later
 * occurrences goes with them, as does who registered. Resolves to the second. Refuses RECURRENCE_INVALID and
 * SERIES_TOO_LONG.
 */
export async function splitSeries(ctx: EventCtx, { event: before, at, head, tail, keepsRule }: Splitting) {
  const isLater = (start: Instant): boolean => !isBefore(start, at)
  const starts = startsOf(before).filter(isLater)
  const exceptions = await exceptionsOf(ctx.db, before.id)
  const early = exceptions.filter(({ originalAt }) => !isLater(originalAt))
  const later = exceptions.filter(({ originalAt }) => isLater(originalAt))
  const moved = keepAdded(matchOccurrences({ before, after: tail, starts, keepsRule }), later, tail)
  const late = moveExceptions(later, moved)
  const [first, second] = [planSeries(head, early), planSeries(tail, late)]
  if (isRefusal(first)) return first
  if (isRefusal(second)) return second

  await rewriteEvent(ctx.db, before.id, { draft: head, seriesEndsAt: first.seriesEndsAt, now: ctx.clock.now() })
  await rewriteTimes(ctx, before.id, { occurrences: first.occurrences, exceptions: early })
  const made = { id: newId(ctx.clock), createdBy: requireViewer(ctx).userId, status: before.status }
  const event = await addEvent(ctx.db, { ...tail, ...second, ...made })
  await replaceExceptions(ctx.db, event.id, late)

  const [shortened = before] = await eventsById(ctx.db, [before.id])
  ctx.audit({ action: 'event.update', ...eventAudit(before, shortened) })
  ctx.audit({ action: 'event.create', ...eventAudit(null, event) })
  ctx.announce(eventSplit({ from: shortened, to: event, ...moved }))
  if (event.status !== 'DRAFT') {
    const asBefore = halvesOf(before, at).tail
    const stays = { moves: moved.moves.map(({ to }) => ({ from: to, to })), gone: [] }
    const where = { occurrenceAt: null, isElsewhere: isElsewhere(asBefore, event) }
    ctx.announce(eventChanged({ before, event, ...where, ...stays }))
  }
  return event
}
