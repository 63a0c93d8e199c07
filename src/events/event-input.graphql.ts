import { ArgsType, Field, InputType, Int } from '../platform/graphql/decorators.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import {
  eventSortEnum,
  eventStatusEnum,
  eventTypeEnum,
  eventViewEnum,
  eventVisibilityEnum,
  registrationRuleEnum,
} from './event-enums.graphql.js'
import type { eventSorts } from './event-list.queries.js'
import type { EventStatus, EventType, EventVisibility, RegistrationRule } from './event.js'
import type { EventView } from './list-events.js'

/** Which events a list shows. */
@InputType('EventFilter', { description: 'Narrows a list of events; every field given must fit.' })
export class EventFilterInput {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Only what ends after this moment.' })
  declare readonly from?: string | null

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Only what starts before this moment. With `from`, it must not be earlier than that, and no series may take place more than 366 times in between.',
  })
  declare readonly to?: string | null

  @Field(() => eventTypeEnum, { nullable: true, description: 'Only events of this kind.' })
  declare readonly type?: EventType | null

  @Field(() => eventStatusEnum, {
    nullable: true,
    description: 'Only those with this status. Drafts are shown to those who may change them, and only when asked for.',
  })
  declare readonly status?: EventStatus | null

  @Field(() => eventVisibilityEnum, { nullable: true, description: 'Only events shown to these.' })
  declare readonly visibility?: EventVisibility | null

  @Field(() => IdScalar, { nullable: true, description: 'Only events of this ministry.' })
  declare readonly ministryId?: string | null
}

/** What a list of events is asked for. */
@ArgsType()
export class EventsArguments extends PageArguments {
  @Field(() => EventFilterInput, { nullable: true, description: 'Which events.' })
  declare readonly filter?: EventFilterInput | null

  @Field(() => eventViewEnum, { nullable: true, description: 'Which side of now; both unless given.' })
  declare readonly view?: EventView | null

  @Field(() => eventSortEnum, { nullable: true, description: 'The order; by start unless the view has its own.' })
  declare readonly sort?: (typeof eventSorts)[number] | null
}

/** What can be said of an event beside its title and times. */
@InputType('EventDetailsInput', { description: 'What an event is, beside its title and times.' })
export class EventDetailsInput {
  @Field(() => String, { nullable: true, description: 'What to expect; 10,000 characters at most.' })
  declare readonly description?: string | null

  @Field(() => String, { nullable: true, description: 'IANA time zone of the place; the church’s unless given.' })
  declare readonly timeZone?: string | null

  @Field(() => String, { nullable: true, description: 'Where it takes place; 255 characters at most.' })
  declare readonly location?: string | null

  @Field(() => eventTypeEnum, { nullable: true, description: 'What kind of event it is; SERVICE unless given.' })
  declare readonly type?: EventType | null

  @Field(() => eventVisibilityEnum, {
    nullable: true,
    description: 'Whom it is shown to; MEMBERS unless given, MINISTRY when it has one.',
  })
  declare readonly visibility?: EventVisibility | null

  @Field(() => IdScalar, {
    nullable: true,
    description: 'The ministry it belongs to, whose leaders may change it; the whole church’s unless given.',
  })
  declare readonly ministryId?: string | null

  @Field(() => Boolean, { nullable: true, description: 'Whether it lasts whole days, from midnight to midnight.' })
  declare readonly allDay?: boolean | null

  @Field(() => String, {
    nullable: true,
    description:
      'How it repeats, as an RFC 5545 rule such as `FREQ=WEEKLY;BYDAY=SU;COUNT=52`: with an end within ten years, 1,000 times at most, on a day that it starts on.',
  })
  declare readonly rrule?: string | null

  @Field(() => registrationRuleEnum, { nullable: true, description: 'Whether people register; NONE unless given.' })
  declare readonly registration?: RegistrationRule | null

  @Field(() => Int, { nullable: true, description: 'How many may register for one occurrence: 1 to 1,000,000.' })
  declare readonly capacity?: number | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when on one can register; at once unless given.' })
  declare readonly registrationOpensAt?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'How many minutes before the start registration ends; 0 unless given.',
  })
  declare readonly deadlineMinutes?: number | null

  @Field(() => Boolean, { nullable: true, description: 'Whether one may wait for a place; true unless given.' })
  declare readonly waitlist?: boolean | null
}

/** An event to be scheduled. */
@InputType('CreateEventInput', { description: 'An event for the whole church or for a ministry.' })
export class CreateEventInput extends EventDetailsInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A UUID of your own, for safe retries: the same request sent again within a day gets the same answer, and nothing is done twice.',
  })
  declare readonly idempotencyKey?: string | null

  @Field(() => String, { description: 'What it is called; 255 characters at most.' })
  declare readonly title: string

  @Field(() => DateTimeScalar, { description: 'When it starts, in the years from 1900 to 2199.' })
  declare readonly startsAt: string

  @Field(() => DateTimeScalar, { description: 'When it ends, later than it starts.' })
  declare readonly endsAt: string

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is a draft, shown to nobody until it is published.',
  })
  declare readonly isDraft?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it may fall on the Sabbath, in a church that guards it.',
  })
  declare readonly confirmSabbath?: boolean | null
}
