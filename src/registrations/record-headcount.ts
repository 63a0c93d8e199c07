import { requireViewer } from '../access/index.js'
import { lockEvent } from '../events/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import { newId } from '../platform/ids.js'
import { type Instant, isBefore } from '../platform/instant.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { mayAttend } from './attendance.policy.js'
import type { AttendanceCtx } from './check-in.js'
import { type Counted, countsByCategory, refuseCounts } from './headcount.js'
import { headcountsOfMany, keepHeadcounts } from './headcounts.repository.js'
import { occurrenceOf } from './occurrence-of.js'
import { nameOfOccurrence } from './places.queries.js'

/** How many heads were counted at which occurrence. */
export interface RecordHeadcount {
  readonly eventId: string
  readonly occurrenceAt?: Instant | null
  readonly counts: readonly Counted[]
}

/**
 * Keeps how many people were counted at an occurrence, beside whoever was let in by name, in place of what was counted of
 * these categories before; the other categories stay. Resolves to the occurrence. Counted as it was, nothing changes.
 *
 * Refuses REQUIRED when nothing was counted, or a series does not say which occurrence; INVALID for counts below nothing,
 * above 100,000 or of one category twice; NOT_FOUND also for what the viewer’s `attendance.write` does not reach;
 * NOT_ALLOWED_NOW before the start, for a draft and for what was called off. Locks the event: who counts at the same time
 * corrects the other, and the audit log tells both.
 */
export function recordHeadcount(ctx: AttendanceCtx, { eventId, occurrenceAt = null, counts }: RecordHeadcount) {
  const viewer = requireViewer(ctx)
  return inTransaction(ctx, async (ctx) => {
    const faults = refuseCounts(counts)
    if (faults) return faults
    const series = await lockEvent(ctx.db, eventId)
    if (!series || !mayAttend(viewer, 'attendance.write', series)) {
      return refuse('NOT_FOUND', 'There is no such event.', ['eventId'])
    }
    const event = await occurrenceOf(ctx, series, occurrenceAt)
    if (isRefusal(event)) return event
    const now = ctx.clock.now()
    if (event.status !== 'SCHEDULED' || isBefore(now, event.startsAt)) {
      return refuse('NOT_ALLOWED_NOW', 'It has not started, or does not take place.', ['eventId'])
    }

    const key = { eventId, occurrenceAt: event.occurrenceAt }
    const kept = async () => countsByCategory(await headcountsOfMany(ctx.db, [nameOfOccurrence(key)]))
    const before = await kept()
    const given = counts.map(({ category, count = null }) => ({ id: newId(ctx.clock), category, count }))
    await keepHeadcounts(ctx.db, key, { counts: given, now })
    const after = await kept()
    if (JSON.stringify(before) === JSON.stringify(after)) {
      ctx.audit(unaudited('it was counted so, and told, before'))
      return event
    }
    const told = { entity: 'event', entityId: eventId, before: before && { counts: before } }
    ctx.audit({ action: 'event.recordHeadcount', ...told, after: { occurrenceAt: key.occurrenceAt, counts: after } })
    return event
  })
}
