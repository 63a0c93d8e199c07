import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Feature, Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { type Event, type EventType, eventStatuses, eventTypes } from './event.js'

const typeEnum = enumOf('EventType', {
  names: eventTypes,
  description: 'What kind of event it is.',
  values: { SERVICE: 'Worship.', STUDY: 'Bible study and teaching.', SPECIAL: 'Feasts, weddings, ordinations.' },
})

const statusEnum = enumOf('EventStatus', {
  names: eventStatuses,
  description: 'Where an event stands.',
  values: { DRAFT: 'Not shown yet.', SCHEDULED: 'Will take place.', CANCELLED: 'Will not take place.' },
})

/** An event, as everybody who may see it sees it. */
@Feature('events')
@ObjectType('Event', { description: 'A gathering of the church.' })
export class EventObject {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'What it is called.' })
  declare readonly title: string

  @Field(() => String, { nullable: true, description: 'What to expect, in the church’s words.' })
  declare readonly description: string | null

  @Field(() => typeEnum, { description: 'What kind of event it is.' })
  declare readonly type: EventType

  @Field(() => statusEnum, { description: 'Where it stands.' })
  declare readonly status: string

  @Field(() => DateTimeScalar, { description: 'When it starts.' })
  declare readonly startsAt: string

  @Field(() => DateTimeScalar, { description: 'When it ends, later than it starts.' })
  declare readonly endsAt: string

  @Field(() => String, { description: 'The IANA time zone of the place: show times in it.' })
  declare readonly timeZone: string

  @Field(() => String, { nullable: true, description: 'Where it takes place.' })
  declare readonly location: string | null

  @Field(() => DateTimeScalar, { description: 'When it was entered.' })
  declare readonly createdAt: string

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  declare readonly updatedAt: string

  @Field(() => Int, { description: 'Raised by each change.' })
  declare readonly version: number
}

const eventConnection = connectionOf('Event', EventObject)

/** A page of events. */
export const EventConnection = eventConnection.Connection

/** The counts of a list of events. */
export const EventCounts = eventConnection.ConnectionCounts

/** Which events a list shows. */
@InputType('EventFilter', { description: 'Narrows a list of events; every field given must fit.' })
class EventFilterInput {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Only events that end after this moment.' })
  declare readonly from?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Only events that start before this moment.' })
  declare readonly to?: string | null

  @Field(() => typeEnum, { nullable: true, description: 'Only events of this kind.' })
  declare readonly type?: EventType | null
}

/** What a list of events is asked for. */
@ArgsType()
export class EventsArguments extends PageArguments {
  @Field(() => EventFilterInput, { nullable: true, description: 'Which events.' })
  declare readonly filter?: EventFilterInput | null
}

/** An event to be scheduled. */
@InputType('CreateEventInput', { description: 'An event for the whole church.' })
export class CreateEventInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A UUID of your own: sent again within a day, with all else the same, it answers the same and does nothing twice.',
  })
  declare readonly idempotencyKey?: string | null

  @Field(() => String, { description: 'What it is called; 255 characters at most.' })
  declare readonly title: string

  @Field(() => String, { nullable: true, description: 'What to expect; 10,000 characters at most.' })
  declare readonly description?: string | null

  @Field(() => DateTimeScalar, { description: 'When it starts.' })
  declare readonly startsAt: string

  @Field(() => DateTimeScalar, { description: 'When it ends, later than it starts.' })
  declare readonly endsAt: string

  @Field(() => String, { nullable: true, description: 'IANA time zone of the place; the church’s unless given.' })
  declare readonly timeZone?: string | null

  @Field(() => String, { nullable: true, description: 'Where it takes place; 255 characters at most.' })
  declare readonly location?: string | null

  @Field(() => typeEnum, { nullable: true, description: 'What kind of event it is; SERVICE unless given.' })
  declare readonly type?: EventType | null
}

/** What became of a new event. */
@ObjectType('CreateEventPayload', { implements: Payload, description: 'The event scheduled, or why not.' })
export class CreateEventPayload extends Payload {
  @Field(() => EventObject, { nullable: true, description: 'The event; null when refused.' })
  declare readonly event: Event | null
}
