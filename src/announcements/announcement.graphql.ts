import { connectionOf } from '../platform/graphql/connection.js'
import { Feature, Field, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { announcementTypes, priorities } from './announcement.js'

const typeEnum = enumOf('AnnouncementType', { names: announcementTypes, description: 'What an announcement is about.' })

/** How much something matters, here and in notifications. */
export const priorityEnum = enumOf('Priority', { names: priorities, description: 'How much something matters.' })

/** An announcement, as everybody in the church sees it. */
@Feature('announcements')
@ObjectType('Announcement', { description: 'Something the church tells its people.' })
class AnnouncementType {
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

  @Field(() => Boolean, { description: 'Whether the church wants it kept at the top.' })
  declare readonly isPinned: boolean

  @Field(() => DateTimeScalar, { description: 'Since when it is shown.' })
  declare readonly publishedAt: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it is shown; null without an end.' })
  declare readonly expiresAt: string | null
}

const connection = connectionOf('Announcement', AnnouncementType)

/** A page of announcements. */
export const AnnouncementConnection = connection.Connection

/** The counts of a list of announcements. */
export const AnnouncementCounts = connection.ConnectionCounts
