import { loadEvent } from '../events/index.js'
import type { Ctx } from '../platform/context.js'
import { Access, Arg, FromContext, Resolver, Root, Subscription } from '../platform/graphql/decorators.js'
import { listenToNotifications, type ToldItem } from './listen-to-notifications.js'
import { cursorAt } from './notification-cursor.js'
import type { NotificationBody } from './notification-message.js'
import { NotificationAddedType } from './notification.graphql.js'

/** Notifications as they happen. */
@Resolver()
export class NotificationAddedResolver {
  @Access('signedIn')
  @Subscription(() => NotificationAddedType, {
    subscribe: ({ args, context }: { args: { after?: string | null }; context: Ctx }) =>
      listenToNotifications(context, args.after ?? null),
    description:
      'The viewer’s notifications, as they happen. With `after` it first sends everything missed since then, in order, without gaps or repeats.',
  })
  notificationAdded(
    @Root() item: ToldItem,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The last `sequence` received, of this church. Without it, only what is new.',
    })
    _after: string | null,
    @FromContext() ctx: Ctx,
  ): NotificationAddedType {
    const { unreadCount } = item
    if (item.kind === 'resync') return { sequence: null, notification: null, unreadCount, resync: true }
    // Our own messages, read by the hub's parser; this domain alone writes their bodies.
    const { notification, event } = item.message.body as NotificationBody
    if (event) loadEvent.prime(ctx, event.id, event)
    // What an older version told has no params.
    const told = { ...notification, params: notification.params ?? {}, isRead: false }
    return { sequence: cursorAt(ctx.church, notification.sequence), notification: told, unreadCount, resync: false }
  }
}
