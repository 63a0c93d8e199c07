import { connectionOf } from '../platform/graphql/connection.js'
import { Feature, Field, Int, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { eventStatusEnum, eventTypeEnum, eventVisibilityEnum, registrationRuleEnum } from './event-enums.graphql.js'
import type { Event } from './event.js'

/** An event, as everybody who may see it sees it. */
@Feature('events')
@ObjectType('Event', {
  description: 'A gathering of the church. In a list, one occurrence of it: a series is there once for each.',
})
export class EventObject {
  @Field(() => IdScalar, { description: 'Its id; all occurrences of a series share it.' })
  declare readonly id: string

  @Field(() => DateTimeScalar, {
    description:
      'The original start of this occurrence, also when it was moved: with `id` it names the occurrence. Of a series as such, its first.',
  })
  declare readonly occurrenceAt: string

  @Field(() => String, { description: 'What it is called.' })
  declare readonly title: string

  @Field(() => String, { nullable: true, description: 'What to expect, in the church’s words.' })
  declare readonly description: string | null

  @Field(() => eventTypeEnum, { description: 'What kind of event it is.' })
  declare readonly type: string

  @Field(() => eventStatusEnum, { description: 'Where it stands.' })
  declare readonly status: string

  @Field(() => eventVisibilityEnum, { description: 'Whom it is shown to.' })
  declare readonly visibility: string

  @Field(() => DateTimeScalar, { description: 'When it starts.' })
  declare readonly startsAt: string

  @Field(() => DateTimeScalar, { description: 'When it ends, later than it starts.' })
  declare readonly endsAt: string

  @Field(() => Boolean, { description: 'Whether it lasts whole days, from midnight to midnight in its time zone.' })
  declare readonly allDay: boolean

  @Field(() => String, { description: 'The IANA time zone of the place: show times in it.' })
  declare readonly timeZone: string

  @Field(() => String, { nullable: true, description: 'Where it takes place.' })
  declare readonly location: string | null

  @Field(() => String, {
    nullable: true,
    description: 'How it repeats, as an RFC 5545 rule in its time zone; null when it takes place once.',
  })
  declare readonly rrule: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the last occurrence of a series ends.' })
  declare readonly seriesEndsAt: string | null

  @Field(() => registrationRuleEnum, { description: 'Whether people register for it.' })
  declare readonly registration: string

  @Field(() => Int, {
    nullable: true,
    description: 'How many may register for one occurrence, guests included; null for as many as come.',
  })
  declare readonly capacity: number | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when on one can register; null for at once.' })
  declare readonly registrationOpensAt: string | null

  @Field(() => Int, { description: 'How many minutes before the start registration ends.' })
  declare readonly deadlineMinutes: number

  @Field(() => Boolean, { description: 'Whether those who find no place may wait for one.' })
  declare readonly waitlist: boolean

  @Field(() => String, { nullable: true, description: 'Why it was called off.' })
  declare readonly cancelReason: string | null

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

/** What became of a new event. */
@ObjectType('CreateEventPayload', { implements: Payload, description: 'The event scheduled, or why not.' })
export class CreateEventPayload extends Payload {
  @Field(() => EventObject, { nullable: true, description: 'The event; null when refused.' })
  declare readonly event: Event | null
}

/** What became of a change of an event. */
@ObjectType('EventPayload', { implements: Payload, description: 'The event as it is now, or why it was not changed.' })
export class EventPayload extends Payload {
  @Field(() => EventObject, { nullable: true, description: 'The event; null when refused.' })
  declare readonly event: Event | null
}
