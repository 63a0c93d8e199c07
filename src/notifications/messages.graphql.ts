import { priorityEnum } from '../announcements/announcement.graphql.js'
import { Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { Payload } from '../platform/graphql/payload.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import type { Notification } from './notification.js'

const audienceEnum = enumOf('MessageAudience', {
  names: ['CHURCH', 'ROLE', 'MINISTRY', 'MEMBER'],
  description: 'Whom a message is for.',
  values: {
    CHURCH: 'Everybody.',
    ROLE: 'Who holds one of these roles.',
    MINISTRY: 'Who belongs to one of these ministries.',
    MEMBER: 'These members.',
  },
})

/** A message to others. */
@InputType('SendMessageInput', { description: 'A message in one’s own words.' })
export class SendMessageInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A UUID of your own, for safe retries: the same request sent again within a day gets the same answer, and nothing is done twice.',
  })
  declare readonly idempotencyKey?: string | null

  @Field(() => audienceEnum, { description: 'Whom it is for.' })
  declare readonly audience: 'CHURCH' | 'ROLE' | 'MINISTRY' | 'MEMBER'

  @Field(() => [IdScalar], { nullable: true, description: 'Which of them, 1,000 at most; none for the whole church.' })
  declare readonly ids?: readonly string[] | null

  @Field(() => String, { description: 'What it is about; 255 characters at most.' })
  declare readonly title: string

  @Field(() => String, { description: 'What it says; 500 characters at most.' })
  declare readonly message: string

  @Field(() => priorityEnum, { nullable: true, description: 'How much it matters; NORMAL unless given.' })
  declare readonly priority?: Notification['priority'] | null
}

/** Whether it was sent. */
@ObjectType('SendMessagePayload', { implements: Payload, description: 'Whether it was sent, or why not.' })
export class SendMessagePayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: 'True; null when refused.' })
  declare readonly sent: boolean | null
}
