import { connectionOf } from '../platform/graphql/connection.js'
import { Feature, Field, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { announcementStatuses, announcementTypes, priorities } from './announcement.js'
import { audienceGroups, audienceKinds } from './audience.js'

/** The kinds of announcements. */
export const typeEnum = enumOf('AnnouncementType', {
  names: announcementTypes,
  description: 'What an announcement is about.',
})

/** How much something matters, here and in notifications. */
export const priorityEnum = enumOf('Priority', { names: priorities, description: 'How much something matters.' })

/** Where announcements stand. */
export const statusEnum = enumOf('AnnouncementStatus', {
  names: announcementStatuses,
  description: 'Where an announcement stands.',
  values: {
    DRAFT: 'Being written.',
    SCHEDULED: 'Published by itself at `publishAt`.',
    PUBLISHED: 'Shown to whom it is for; its text does not change any more.',
    EXPIRED: 'Its end has come.',
    WITHDRAWN: 'Taken back, for good.',
  },
})

/** Whom announcements are for. */
export const audienceEnum = enumOf('AnnouncementAudienceKind', {
  names: [...audienceKinds, ...audienceGroups],
  description: 'Whom an announcement is for.',
  values: {
    CHURCH: 'Everybody.',
    ROLE: 'Who holds one of these roles.',
    MINISTRY: 'Who is active in one of these ministries.',
    MEMBER: 'These members.',
    LEADERS: 'Who holds the role LEADER or one based on it.',
    YOUTH: 'Who is active in a ministry for the youth, founded before or later.',
    CHILDREN: 'Who is active in a ministry for children, founded before or later.',
  },
})

/** Whom an announcement is for. */
@Feature('announcements')
@ObjectType('AnnouncementAudience', { description: 'Whom an announcement is for.' })
export class AnnouncementAudienceType {
  @Field(() => audienceEnum, { description: 'Whom it is for.' })
  declare readonly kind: string

  @Field(() => [IdScalar], { description: 'Which roles, ministries or members; empty where the name says it all.' })
  declare readonly ids: readonly string[]
}

/** An announcement, as everybody who may see it sees it. */
@Feature('announcements')
@ObjectType('Announcement', { description: 'Something the church tells its people, or will.' })
export class AnnouncementType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'Its headline.' })
  declare readonly title: string

  @Field(() => String, { description: 'Its text.' })
  declare readonly body: string

  @Field(() => typeEnum, { description: 'What it is about.' })
  declare readonly type: string

  @Field(() => priorityEnum, { description: 'How much it matters.' })
  declare readonly priority: string

  @Field(() => statusEnum, { description: 'Where it stands at this moment.' })
  declare readonly status: string

  @Field(() => Boolean, { description: 'Whether the church wants it kept at the top.' })
  declare readonly isPinned: boolean

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it is or was planned to be published; null without a plan.',
  })
  declare readonly publishAt: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it is shown; null without an end.' })
  declare readonly expiresAt: string | null

  @Field(() => DateTimeScalar, { description: 'When it was begun.' })
  declare readonly createdAt: string

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  declare readonly updatedAt: string

  @Field(() => Int, { description: 'Raised by each change; send it as `expectedVersion` when changing or deciding.' })
  declare readonly version: number
}

const connection = connectionOf('Announcement', AnnouncementType)

/** A page of announcements. */
export const AnnouncementConnection = connection.Connection

/** The counts of a list of announcements. */
export const AnnouncementCounts = connection.ConnectionCounts
