import type { Event } from '../events/index.js'
import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import type { Json } from '../platform/json.js'
import { expandJob } from './expand-notification.js'
import { notificationMessage } from './notification-message.js'
import type { NewNotification } from './notification.js'
import { addNotification, wasTold } from './notifications.repository.js'

/** The outbox topic of live notifications. */
export const notificationTopic = 'notification'

/** The most ids of one row: what a longer audience names goes into several. */
const idsOfARow = 1000

/**
 * Writes a notification into the running transaction and has it sent live after the commit; `event` goes along when it is
 * about one. Nothing happens when it was told before under its `dedupKey`, or its audience names nobody. Locks the
 * church's notification counter until the commit, so it comes last.
 */
export async function tell(ctx: Needs<never>, told: NewNotification, event: Event | null = null): Promise<void> {
  if (told.dedupKey && (await wasTold(ctx.db, told.dedupKey))) return
  for (const row of rowsOf(told)) {
    const notification = await addNotification(ctx.db, { ...row, id: newId(ctx.clock) })
    const { audience, exceptUser = null } = row
    // A live message is plain data; its type only promises more than Json can say.
    const body = notificationMessage({ notification, audience, exceptUser, event }) as unknown as Json
    ctx.enqueue(expandJob(notification.id))
    ctx.deliver({ topic: notificationTopic, body })
  }
}

/** The same for everybody but who does it: what somebody has just done is no news to them. */
export const tellOthers = (ctx: Needs<never>, told: NewNotification, event: Event | null = null): Promise<void> =>
  tell(ctx, { ...told, exceptUser: ctx.viewer?.userId ?? null }, event)

/** Nobody is in two rows, who would be told twice; the key is that of the first. */
function rowsOf(told: NewNotification): readonly NewNotification[] {
  const { kind } = told.audience
  if (kind === 'CHURCH') return [told]
  const ids = [...new Set(told.audience.ids)]
  const count = Math.ceil(ids.length / idsOfARow)
  return Array.from({ length: count }, (_, at) => ({
    ...told,
    audience: { kind, ids: ids.slice(at * idsOfARow, (at + 1) * idsOfARow) },
    dedupKey: at === 0 ? (told.dedupKey ?? null) : null,
  }))
}
