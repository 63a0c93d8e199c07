import { unaudited } from '../platform/audit/audit-entry.js'
import { isBefore, toEpochMilliseconds } from '../platform/instant.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { freeStart } from './added-occurrences.js'
import { occurrenceAdded } from './event-announcements.js'
import { eventAudit } from './event-audit.js'
import { aloneOf, isSameTime, patchDraft } from './event-patch.js'
import type { Event, EventDraft } from './event.js'
import { mayUpdateEvent } from './event.policy.js'
import { settleSeriesEnd, touchEvent } from './events.repository.js'
import { exceptionsOf, keepException } from './exceptions.repository.js'
import { type EventCtx, lockForChange } from './lock-for-change.js'
import { type EventException, planSeries, startsOf, tooLong } from './occurrences.js'
import { addOccurrences, eventAtOccurrence, occurrenceStartingAt } from './occurrences.repository.js'
import { settleDraft } from './settle-event.js'

/** Which series takes place once more, and when; what is left out is as in the series. */
export interface AddOccurrence {
  readonly id: string
  readonly startsAt: string
  readonly endsAt?: string | null
  readonly title?: string | null
  readonly location?: string | null
  readonly capacity?: number | null
  /** Whether it may fall on the Sabbath of a church that guards it. */
  readonly confirmSabbath?: boolean | null
}

/**
 * Lets a series take place once more than its rule says. The occurrence stays at its own time when the series moves, and
 * goes with the later half when the series is split; calling it off (THIS) takes it away again. Resolves to it, and to
 * the one that there is already, without telling anybody twice, when asked again.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW for what was called off and for an event that takes place once, REQUIRED, TOO_LONG
 * and INVALID for all faulty fields at once, NOT_UNIQUE when the series takes place then in another way,
 * SABBATH_UNCONFIRMED, and SERIES_TOO_LONG beyond ten years or a thousand times; throws FORBIDDEN without `events.write`,
 * in GROUP scope for an event of a ministry that others lead. Locks the event.
 */
export async function addOccurrence(ctx: EventCtx, { id, confirmSabbath, ...asked }: AddOccurrence) {
  return inTransaction(ctx, async (ctx) => {
    const event = await lockForChange(ctx, { id }, mayUpdateEvent)
    if (isRefusal(event)) return event
    const no = refuseAdding(event)
    if (no) return no
    const draft = await settleDraft(ctx, {
      ...{ event, draft: draftOf(event, asked) },
      isConfirmed: confirmSabbath ?? false,
    })
    if (isRefusal(draft)) return draft
    if (isBefore(draft.startsAt, event.startsAt)) {
      return refuse('INVALID', 'A series begins with the first that its rule gives: add a later one.', ['startsAt'])
    }

    const found = await occurrenceStartingAt(ctx.db, id, draft.startsAt)
    if (!found) return add(ctx, event, draft)
    if (!isAsAsked(found, draft)) {
      return refuse('NOT_UNIQUE', 'The series takes place then already: change that occurrence.', ['startsAt'])
    }
    ctx.audit(unaudited('The series took place then already.'))
    return found
  })
}

function refuseAdding({ status, rrule }: Event) {
  const path = ['id']
  if (status === 'CANCELLED') return refuse('NOT_ALLOWED_NOW', 'What was called off is not changed any more.', path)
  return rrule === null ? refuse('NOT_ALLOWED_NOW', 'This event takes place once: give it a rule first.', path) : null
}

/** The occurrence as an event of its own; what is not named, or null, is as in the series. */
function draftOf(event: Event, { startsAt, endsAt, title, location, capacity }: Omit<AddOccurrence, 'id'>): EventDraft {
  const named = Object.entries({ endsAt, title, location, capacity }).filter(([, value]) => (value ?? null) !== null)
  return patchDraft(aloneOf(event), { startsAt, ...Object.fromEntries(named) })
}

const isAsAsked = (found: Event, draft: EventDraft): boolean =>
  isSameTime(found, draft) &&
  (['title', 'location', 'capacity'] as const).every((field) => found[field] === draft[field])

async function add(ctx: EventCtx, event: Event, draft: EventDraft) {
  const decided = await exceptionsOf(ctx.db, event.id)
  const exception = exceptionOf(event, draft, decided)
  if (isRefusal(planSeries(event, [...decided, exception]))) return tooLong('startsAt')

  const key = { eventId: event.id, occurrenceAt: exception.originalAt }
  const now = ctx.clock.now()
  const { startsAt, endsAt } = draft
  await keepException(ctx.db, event.id, { ...exception, now })
  await addOccurrences(ctx.db, [{ ...key, startsAt, endsAt, isCancelled: false }])
  await touchEvent(ctx.db, event.id, now)
  await settleSeriesEnd(ctx.db, event.id)

  const added = await eventAtOccurrence(ctx.db, key)
  if (!added) throw new Error('An occurrence that was just added is not there.')
  ctx.audit({ action: 'event.addOccurrence', ...eventAudit(event, added) })
  if (added.status !== 'DRAFT') ctx.announce(occurrenceAdded(added))
  return added
}

/** Known by its start; where one that was moved or called off is, by the next free second. */
function exceptionOf(event: Event, draft: EventDraft, decided: readonly EventException[]): EventException {
  const known = [...startsOf(event), ...decided.map(({ originalAt }) => originalAt)]
  const own = <Value>(value: Value, common: Value): Value | null => (value === common ? null : value)
  return {
    ...{ originalAt: freeStart(draft.startsAt, new Set(known.map(toEpochMilliseconds))), kind: 'ADDED', isAdded: true },
    ...{ startsAt: draft.startsAt, endsAt: draft.endsAt, cancelReason: null },
    ...{ title: own(draft.title, event.title), location: own(draft.location, event.location) },
    capacity: own(draft.capacity, event.capacity),
  }
}
