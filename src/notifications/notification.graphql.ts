import { priorityEnum } from '../announcements/announcement.graphql.js'
import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar, JsonScalar } from '../platform/graphql/scalars.js'
import type { Json } from '../platform/json.js'
import type { ListedNotification } from './notification-list.queries.js'

const actionEnum = enumOf('NotificationAction', {
  names: ['INFO', 'ACTION_REQUIRED', 'REMINDER', 'ALERT'],
  description: 'What a notification asks of its reader.',
  values: { INFO: 'Nothing.', ACTION_REQUIRED: 'To do something.', REMINDER: 'To remember.', ALERT: 'To look now.' },
})

/** A notification, as those it reaches see it. */
@ObjectType('Notification', { description: 'Something that happened, told to those it concerns.' })
export class NotificationType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'What happened, as a code: `EVENT_CREATED`. New codes may be added.' })
  declare readonly type: string

  @Field(() => String, { description: 'The group of codes that preferences are set for: `EVENT`.' })
  declare readonly category: string

  @Field(() => priorityEnum, { description: 'How much it matters.' })
  declare readonly priority: string

  @Field(() => actionEnum, { description: 'What it asks of its reader.' })
  declare readonly actionKind: string

  @Field(() => String, {
    nullable: true,
    description: 'Where it leads, below the church’s pages: `/events/…`; null for nowhere.',
  })
  declare readonly path: string | null

  @Field(() => JsonScalar, {
    description:
      'The values its text was made from, an object whose shape depends on `type`: for clients that write the text in another language.',
  })
  declare readonly params: Json

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends by itself; null for never.' })
  declare readonly expiresAt: string | null

  @Field(() => DateTimeScalar, { description: 'When it was told.' })
  declare readonly createdAt: string

  @Field(() => Boolean, { description: 'Whether the viewer has read it.' })
  declare readonly isRead: boolean
}

const connection = connectionOf('Notification', NotificationType)

/** A page of notifications. */
export const NotificationConnection = connection.Connection

/** The counts of a list of notifications. */
export const NotificationCounts = connection.ConnectionCounts

/** What a list of notifications is asked for. */
@ArgsType()
export class NotificationsArguments extends PageArguments {
  @Field(() => Boolean, { nullable: true, description: 'Only what was not read yet.' })
  declare readonly unreadOnly?: boolean | null

  @Field(() => String, { nullable: true, description: 'Only what is of this category: `EVENT`.' })
  declare readonly category?: string | null
}

/** What a listener is sent. */
@ObjectType('NotificationAdded', { description: 'One delivery of `notificationAdded`.' })
export class NotificationAddedType {
  @Field(() => String, {
    nullable: true,
    description: 'Keep it: sent as `after` it continues here. Null with `resync`.',
  })
  declare readonly sequence: string | null

  @Field(() => NotificationType, { nullable: true, description: 'What is new; null with `resync`.' })
  declare readonly notification: ListedNotification | null

  @Field(() => Int, { description: 'How many are unread by then, this one among them; counted up to 1,000.' })
  declare readonly unreadCount: number

  @Field(() => Boolean, {
    description: 'True when too much was missed to send: fetch `notifications` over HTTP; what follows is newer.',
  })
  declare readonly resync: boolean
}

/** What was read. */
@InputType('MarkNotificationsReadInput', { description: 'What was read: `ids`, `through`, or both.' })
export class MarkNotificationsReadInput {
  @Field(() => [IdScalar], { nullable: true, description: 'Single notifications, 200 at most.' })
  declare readonly ids?: readonly string[] | null

  @Field(() => String, { nullable: true, description: 'Everything up to and including the one with this `sequence`.' })
  declare readonly through?: string | null
}

/** What is left unread. */
@ObjectType('MarkNotificationsReadPayload', {
  implements: Payload,
  description: 'What is left unread, or why nothing changed.',
})
export class MarkNotificationsReadPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many are still unread; null when refused.' })
  declare readonly unreadNotificationCount: number | null
}

/** Which one is dismissed. */
@InputType('DismissNotificationInput', { description: 'Which notification goes out of the list.' })
export class DismissNotificationInput {
  @Field(() => IdScalar, { description: 'The notification.' })
  declare readonly id: string
}

/** What is left unread. */
@ObjectType('DismissNotificationPayload', {
  implements: Payload,
  description: 'What is left unread, or why nothing changed.',
})
export class DismissNotificationPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many are still unread; null when refused.' })
  declare readonly unreadNotificationCount: number | null
}
