import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, FromContext, Int, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { dismissNotification } from './dismiss-notification.js'
import { findReader } from './find-reader.js'
import { markNotificationsRead } from './mark-notifications-read.js'
import { notificationList } from './notification-list.queries.js'
import {
  DismissNotificationInput,
  DismissNotificationPayload,
  MarkNotificationsReadInput,
  MarkNotificationsReadPayload,
  NotificationConnection,
  NotificationsArguments,
} from './notification.graphql.js'
import { unreadNow } from './unread.queries.js'

/** What the viewer is told, and what of it was read. */
@Resolver()
export class NotificationsResolver {
  @Access('signedIn')
  @Query(() => NotificationConnection, { description: 'The viewer’s notifications, newest first.' })
  async notifications(@Args(() => NotificationsArguments) request: NotificationsArguments, @FromContext() ctx: Ctx) {
    return notificationList(ctx.db, await findReader(ctx), request)
  }

  @Access('signedIn')
  @Query(() => Int, { description: 'How many notifications the viewer has not read; counted up to 1,000.' })
  async unreadNotificationCount(@FromContext() ctx: Ctx): Promise<number> {
    return (await unreadNow(ctx.db, await findReader(ctx))).count
  }

  @Access('signedIn', { subscription: 'reads' })
  @Mutation(() => MarkNotificationsReadPayload, {
    nullable: true,
    description: 'Marks notifications as read by the viewer: single ones, or everything up to one of them.',
  })
  markNotificationsRead(
    @Arg('input', () => MarkNotificationsReadInput, { description: 'What was read.' })
    input: MarkNotificationsReadInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('unreadNotificationCount', markNotificationsRead(ctx, input))
  }

  @Access('signedIn', { subscription: 'reads' })
  @Mutation(() => DismissNotificationPayload, {
    nullable: true,
    description: 'Takes a notification out of the viewer’s list for good. Dismissing again changes nothing.',
  })
  dismissNotification(
    @Arg('input', () => DismissNotificationInput, { description: 'Which one.' }) input: DismissNotificationInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('unreadNotificationCount', dismissNotification(ctx, input))
  }
}
