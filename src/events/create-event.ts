import { requireViewer } from '../access/index.js'
import type { Needs } from '../platform/context.js'
import { once } from '../platform/idempotency/once.js'
import { newId } from '../platform/ids.js'
import { isRefusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { eventCreated } from './event-announcements.js'
import { eventAudit } from './event-audit.js'
import { draftEvent, type EventDescription } from './event-draft.js'
import type { EventDraft } from './event.js'
import { addEvent } from './new-events.repository.js'
import { planSeries, type Series } from './occurrences.js'
import { settleDraft } from './settle-event.js'

/** An event to be made; with a key, once for each. */
export interface CreateEvent extends EventDescription {
  readonly idempotencyKey?: string | null
  /** Whether it is shown to nobody until it is published. */
  readonly isDraft?: boolean | null
  /** Whether it may fall on the Sabbath of a church that guards it. */
  readonly confirmSabbath?: boolean | null
}

/**
 * Schedules an event and announces it, a series once; its notification is committed with it or not at all. A draft is
 * told to nobody.
 *
 * Refuses REQUIRED, TOO_LONG, INVALID and RECURRENCE_INVALID, all faults at once, SERIES_TOO_LONG, SABBATH_UNCONFIRMED,
 * and NOT_FOUND for a ministry that there is not; throws FORBIDDEN without `events.create`, in GROUP scope for anything but an event of a
 * ministry that the viewer leads, FEATURE_DISABLED for a type that the church has switched off, and what `once` does.
 */
export async function createEvent(
  ctx: Needs<'viewer' | 'refusedToken'>,
  { idempotencyKey: key, ...input }: CreateEvent,
) {
  const described = draftEvent(input, ctx.church.timeZone)
  const isConfirmed = input.confirmSabbath ?? false
  const draft = await settleDraft(ctx, { event: null, draft: described, isConfirmed })
  if (isRefusal(draft)) return draft
  const series = planSeries(draft)
  if (isRefusal(series)) return series

  const isDraft = input.isDraft ?? false
  return once(ctx, { operation: 'createEvent', key, request: input }, (ctx) => add(ctx, { draft, series, isDraft }))
}

interface Planned {
  readonly draft: EventDraft
  readonly series: Series
  readonly isDraft: boolean
}

const add = (ctx: Needs<'viewer' | 'refusedToken'>, { draft, series, isDraft }: Planned) =>
  inTransaction(ctx, async (ctx) => {
    const status = isDraft ? 'DRAFT' : 'SCHEDULED'
    const createdBy = requireViewer(ctx).userId
    const event = await addEvent(ctx.db, { ...draft, ...series, id: newId(ctx.clock), createdBy, status })
    ctx.audit({ action: 'event.create', ...eventAudit(null, event) })
    if (!isDraft) ctx.announce(eventCreated(event))
    return event
  })
