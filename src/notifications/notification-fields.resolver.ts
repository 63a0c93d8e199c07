import { requireViewer } from '../access/index.js'
import { EventObject } from '../events/event.graphql.js'
import { type Event, loadEvent, maySeeEvent } from '../events/index.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { saidIn } from './languages.js'
import { cursorAt } from './notification-cursor.js'
import { NotificationType } from './notification.graphql.js'
import type { Notification } from './notification.js'

/** The fields of a notification that are found elsewhere. */
@Resolver(() => NotificationType)
export class NotificationFieldsResolver {
  @FieldResolver(() => String, {
    description:
      'Its place among the church’s notifications, opaque: the `after` of `notificationAdded` and the `through` of reading.',
  })
  sequence(@Root() notification: Notification, @FromContext() { church }: Ctx): string {
    return cursorAt(church, notification.sequence)
  }

  @FieldResolver(() => String, { description: 'What happened, in a line, in the viewer’s language.' })
  title(@Root() notification: Notification, @FromContext() { viewer }: Ctx): string {
    return saidIn(viewer?.locale ?? null, notification).title
  }

  @FieldResolver(() => String, { description: 'What happened, in a sentence or two, in the viewer’s language.' })
  message(@Root() notification: Notification, @FromContext() { viewer }: Ctx): string {
    return saidIn(viewer?.locale ?? null, notification).message
  }

  @FieldResolver(() => EventObject, {
    nullable: true,
    description: 'The event it is about; null when it is about none, or not for the viewer.',
  })
  async event(@Root() notification: Notification, @FromContext() ctx: Ctx): Promise<Event | null> {
    if (notification.entity !== 'event' || !notification.entityId) return null
    const isOpen = ctx.church.features.has('events') && requireViewer(ctx).grants.has('events.read')
    const event = isOpen ? await loadEvent(ctx, notification.entityId) : null
    return event && (await maySeeEvent(ctx, event)) ? event : null
  }
}
