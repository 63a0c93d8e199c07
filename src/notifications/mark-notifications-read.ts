import { requireViewer } from '../access/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Needs } from '../platform/context.js'
import { refuse, refuseAll, type UserError } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { findReader } from './find-reader.js'
import { sequenceAt } from './notification-cursor.js'
import { visibleIds } from './notification-list.queries.js'
import { markRead, readThrough } from './notifications.repository.js'
import { unreadNow } from './unread.queries.js'

/** What was read: single ones, everything up to a place (a cursor of `cursorAt`), or both. */
export interface MarkNotificationsRead {
  readonly ids?: readonly string[] | null
  readonly through?: string | null
}

/** The most ids of one call. */
const maxIds = 200

/**
 * Marks notifications as read by the viewer; marking again changes nothing. Returns how many are left unread.
 *
 * Refuses REQUIRED when nothing is named, INVALID for a place that is none of this church or more than 200 ids, and NOT_FOUND
 * for every id that the viewer does not see, all of them at once.
 */
export async function markNotificationsRead(ctx: Needs<'viewer' | 'refusedToken'>, input: MarkNotificationsRead) {
  const viewer = requireViewer(ctx)
  const named = input.ids ?? []
  const ids = [...new Set(named)]
  const { through: cursor = null } = input
  if (ids.length === 0 && cursor === null) return refuse('REQUIRED', 'Name `ids`, or `through`, or both.')
  if (ids.length > maxIds) return refuse('INVALID', `At most ${maxIds} ids at once.`, ['ids'])
  const through = cursor === null ? null : sequenceAt(ctx.church, cursor)
  if (cursor !== null && through === null) {
    return refuse('INVALID', 'This is no place in the notifications of this church.', ['through'])
  }

  return inTransaction(ctx, async (ctx) => {
    const reader = await findReader(ctx)
    const visible = await visibleIds(ctx.db, reader, ids)
    const faults = ids.flatMap((id): UserError<'NOT_FOUND'>[] =>
      visible.has(id) ? [] : [{ ...noSuch, path: ['ids', String(named.indexOf(id))] }],
    )
    const refusal = refuseAll(faults)
    if (refusal) return refusal

    ctx.audit(unaudited('only the reader’s own marks'))
    await markRead(ctx.db, { userId: viewer.userId, ids, readAt: ctx.clock.now() })
    if (through !== null) await readThrough(ctx.db, viewer.userId, through)
    return (await unreadNow(ctx.db, reader)).count
  })
}

const noSuch = { code: 'NOT_FOUND', message: 'There is no such notification.', params: null } as const
