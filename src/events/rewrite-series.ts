import { isRefusal } from '../platform/refusal.js'
import { keepAdded } from './added-occurrences.js'
import { eventChanged } from './event-announcements.js'
import { eventAudit } from './event-audit.js'
import { matchOccurrences, moveExceptions, type Moves } from './event-moves.js'
import { isElsewhere, keepsRule, keepsTimes } from './event-patch.js'
import type { Event, EventDraft } from './event.js'
import { eventsById, rewriteEvent } from './events.repository.js'
import { exceptionsOf, replaceExceptions } from './exceptions.repository.js'
import type { EventCtx } from './lock-for-change.js'
import { type EventException, type Occurrence, planSeries, startsOf } from './occurrences.js'
import { addOccurrences, removeOccurrences } from './occurrences.repository.js'

/**
 * Writes a draft in place of a locked event; when its times change, its occurrences and what was decided about them are
 * written anew. Refuses RECURRENCE_INVALID and SERIES_TOO_LONG.
 */
export async function rewriteSeries(ctx: EventCtx, before: Event, draft: EventDraft) {
  const starts = startsOf(before)
  const isSame = keepsTimes(before, draft) && before.allDay === draft.allDay
  const byRule: Moves = isSame
    ? { moves: starts.map((start) => ({ from: start, to: start })), gone: [] }
    : matchOccurrences({ before, after: draft, starts, keepsRule: keepsRule(before, draft) })
  const decided = await exceptionsOf(ctx.db, before.id)
  const moved = keepAdded(byRule, decided, draft)
  const exceptions = moveExceptions(decided, moved)
  const series = planSeries(draft, exceptions)
  if (isRefusal(series)) return series

  const { seriesEndsAt, occurrences } = series
  await rewriteEvent(ctx.db, before.id, { draft, seriesEndsAt, now: ctx.clock.now() })
  if (!isSame) await rewriteTimes(ctx, before.id, { occurrences, exceptions })
  const [event = before] = await eventsById(ctx.db, [before.id])
  ctx.audit({ action: 'event.update', ...eventAudit(before, event) })
  if (event.status !== 'DRAFT') {
    const where = { occurrenceAt: null, isElsewhere: isElsewhere(before, event), ...moved }
    ctx.announce(eventChanged({ before, event, ...where }))
  }
  return event
}

/** Writes the occurrences of an event, and what was decided about them, in place of those it had. */
export async function rewriteTimes(
  { db }: Pick<EventCtx, 'db'>,
  eventId: string,
  times: { readonly occurrences: readonly Occurrence[]; readonly exceptions: readonly EventException[] },
): Promise<void> {
  await replaceExceptions(db, eventId, times.exceptions)
  await removeOccurrences(db, eventId)
  await addOccurrences(
    db,
    times.occurrences.map((occurrence) => ({ ...occurrence, eventId })),
  )
}
