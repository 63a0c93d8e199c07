import { Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { type CalendarFeed, calendarKinds, type CalendarKind } from './calendar-feed.js'

const kindEnum = enumOf('CalendarKind', {
  names: calendarKinds,
  description: 'What a link to a calendar shows, of what its owner may see.',
  values: {
    CHURCH: 'What everybody in the church may see.',
    MINISTRY: 'The events of one ministry.',
    MINE: 'What its owner registered for, and the events of their ministries.',
  },
})

/** A link to a calendar, as its owner sees it. */
@ObjectType('CalendarFeed', { description: 'A secret link under which a calendar program reads events.' })
export class CalendarFeedType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => kindEnum, { description: 'What it shows.' })
  declare readonly kind: string

  @Field(() => IdScalar, { nullable: true, description: 'The ministry whose events it shows.' })
  declare readonly ministryId: string | null

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  declare readonly createdAt: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it shows nothing any more.' })
  declare readonly revokedAt: string | null
}

/** A link to be made. */
@InputType('CreateCalendarFeedInput', { description: 'What a link to a calendar is to show.' })
export class CreateCalendarFeedInput {
  @Field(() => kindEnum, { description: 'What it shows.' })
  declare readonly kind: CalendarKind

  @Field(() => IdScalar, { nullable: true, description: 'Which ministry, for MINISTRY.' })
  declare readonly ministryId?: string | null
}

/** A link to be ended. */
@InputType('RevokeCalendarFeedInput', { description: 'A link that must show nothing any more.' })
export class RevokeCalendarFeedInput {
  @Field(() => IdScalar, { description: 'Which link.' })
  declare readonly id: string
}

/** What became of a new link. */
@ObjectType('CreateCalendarFeedPayload', { implements: Payload, description: 'The link made, or why not.' })
export class CreateCalendarFeedPayload extends Payload {
  @Field(() => CalendarFeedType, { nullable: true, description: 'What lists will show of it; null when refused.' })
  declare readonly feed: CalendarFeed | null

  @Field(() => String, {
    nullable: true,
    description:
      'Where calendar programs read it, at the host of this API: `/api/v1/events/calendar.ics?token=…`. A secret, shown only this once; null when refused.',
  })
  declare readonly path: string | null
}

/** What became of a link. */
@ObjectType('RevokeCalendarFeedPayload', { implements: Payload, description: 'The link ended, or why not.' })
export class RevokeCalendarFeedPayload extends Payload {
  @Field(() => CalendarFeedType, { nullable: true, description: 'The link; null when refused.' })
  declare readonly feed: CalendarFeed | null
}
