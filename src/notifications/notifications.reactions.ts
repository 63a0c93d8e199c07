import { type RoleChange, roleChanged } from '../access/index.js'
import { type Event, eventCreated } from '../events/index.js'
import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import type { Json } from '../platform/json.js'
import { when } from '../platform/outbox/reaction.js'
import { notificationMessage } from './notification-message.js'
import { type NewNotification, notificationOfNewEvent, notificationOfRoleChange } from './notification.js'
import { addNotification } from './notifications.repository.js'

/** The outbox topic of live notifications. */
export const notificationTopic = 'notification'

/** What is told when older domains announce something. Locks the church's notification counter. */
export const notificationReactions = [when(eventCreated, tellOfNewEvent), when(roleChanged, tellOfRoleChange)]

async function tellOfNewEvent(ctx: Needs<never>, event: Event): Promise<void> {
  const told = notificationOfNewEvent(event, ctx.clock.now())
  if (told) await tell(ctx, told, event)
}

async function tellOfRoleChange(ctx: Needs<never>, change: RoleChange): Promise<void> {
  await tell(ctx, notificationOfRoleChange(change), null)
}

async function tell(ctx: Needs<never>, told: NewNotification, event: Event | null): Promise<void> {
  const notification = await addNotification(ctx.db, { ...told, id: newId(ctx.clock) })
  // A live message is plain data; its type only promises more than Json can say.
  ctx.deliver({
    topic: notificationTopic,
    body: notificationMessage({ notification, audience: told.audience, event }) as unknown as Json,
  })
}
