import type { Event } from '../events/index.js'
import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import type { Json } from '../platform/json.js'
import { notificationMessage } from './notification-message.js'
import type { NewNotification } from './notification.js'
import { addNotification } from './notifications.repository.js'

/** The outbox topic of live notifications. */
export const notificationTopic = 'notification'

/**
 * Writes a notification into the running transaction and has it sent live after the commit; `event` goes along when it is
 * about one. Locks the church's notification counter until the commit, so it comes last.
 */
export async function tell(ctx: Needs<never>, told: NewNotification, event: Event | null = null): Promise<void> {
  const notification = await addNotification(ctx.db, { ...told, id: newId(ctx.clock) })
  // A live message is plain data; its type only promises more than Json can say.
  ctx.deliver({
    topic: notificationTopic,
    body: notificationMessage({ notification, audience: told.audience, event }) as unknown as Json,
  })
}
