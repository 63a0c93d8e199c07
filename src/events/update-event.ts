import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { changeOneOccurrence } from './change-one-occurrence.js'
import { aloneOf, type EventPatch, keepsRule, patchDraft } from './event-patch.js'
import { mayUpdateEvent } from './event.policy.js'
import { type Changing, type EventCtx, lockForChange, occurrenceToChange, type Scoped } from './lock-for-change.js'
import { rewriteSeries } from './rewrite-series.js'
import { settleDraft } from './settle-event.js'
import { halvesOf, splitSeries } from './split-series.js'

/** Which event, how much of it, and what becomes of the fields named. */
export interface UpdateEvent extends Changing, Scoped, EventPatch {
  /** Whether it may fall on the Sabbath of a church that guards it. */
  readonly confirmSabbath?: boolean | null
}

/**
 * Changes the named fields of an event: of one occurrence (THIS), of it and all later ones (FOLLOWING: the series becomes
 * two), or of all. Times are those of the occurrence; of ALL those of the first one. Who registered moves along, and is
 * told when time or place change. Resolves to the event changed: of FOLLOWING the new one.
 *
 * Refuses NOT_FOUND, STALE_VERSION, NOT_ALLOWED_NOW for what was called off, REQUIRED, TOO_LONG, INVALID and
 * RECURRENCE_INVALID for all faulty fields at once, SERIES_TOO_LONG and SABBATH_UNCONFIRMED; throws FORBIDDEN without
 * `events.write`, in GROUP scope for anything but events of ministries that the viewer leads, before and after, and
 * FEATURE_DISABLED for a type that the church has switched off. Locks the event.
 */
export async function updateEvent(ctx: EventCtx, input: UpdateEvent) {
  const { id, expectedVersion = null, scope = null, occurrenceAt = null, confirmSabbath, ...patch } = input
  return inTransaction(ctx, async (ctx) => {
    const event = await lockForChange(ctx, { id, expectedVersion }, mayUpdateEvent)
    if (isRefusal(event)) return event
    const occurrence = await occurrenceToChange(ctx, event, { scope, occurrenceAt })
    if (isRefusal(occurrence)) return occurrence
    if (event.status === 'CANCELLED' || occurrence?.status === 'CANCELLED') {
      return refuse('NOT_ALLOWED_NOW', 'What was called off is not changed any more.', ['id'])
    }

    const isConfirmed = confirmSabbath ?? false
    if (occurrence === null) {
      const draft = await settleDraft(ctx, { event, draft: patchDraft(event, patch), isConfirmed })
      return isRefusal(draft) ? draft : rewriteSeries(ctx, event, draft)
    }
    if (scope === 'FOLLOWING') {
      const halves = halvesOf(event, occurrence.occurrenceAt)
      const draft = await settleDraft(ctx, { event, draft: patchDraft(halves.tail, patch), isConfirmed })
      if (isRefusal(draft)) return draft
      const keeps = !patch.rrule || keepsRule(halves.tail, draft)
      return splitSeries(ctx, { event, ...halves, tail: draft, keepsRule: keeps })
    }
    const draft = await settleDraft(ctx, {
      event,
      draft: patchDraft(aloneOf(occurrence), patch),
      isConfirmed,
    })
    return isRefusal(draft) ? draft : changeOneOccurrence(ctx, { event, occurrence, draft, patch })
  })
}
