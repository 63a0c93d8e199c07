import { Field, InputType, Int } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { EventDetailsInput } from './event-input.graphql.js'
import { type EventScope, eventScopes } from './lock-for-change.js'

const scopeEnum = enumOf('EventScope', {
  names: eventScopes,
  description: 'How much of a series a change is about.',
  values: {
    THIS: 'The one occurrence.',
    FOLLOWING: 'The one occurrence and all later ones: they become an event of their own.',
    ALL: 'Every occurrence.',
  },
})

const versionDescription = 'The `version` read: if somebody changed it meanwhile, it is refused.'
const scopeDescription = 'How much of a series; ALL unless given.'
const occurrenceDescription = 'The original start of the occurrence that THIS and FOLLOWING are about.'

/** An event that something is done to. */
@InputType('EventInput', { description: 'Which event.' })
export class EventInput {
  @Field(() => IdScalar, { description: 'Which event.' })
  declare readonly id: string

  @Field(() => Int, { nullable: true, description: versionDescription })
  declare readonly expectedVersion?: number | null
}

/** What becomes of an event. */
@InputType('UpdateEventInput', {
  description:
    'The fields named are changed; null empties one that may be empty. Of one occurrence only title, times, location and capacity can be: there null means as in the series.',
})
export class UpdateEventInput extends EventDetailsInput {
  @Field(() => IdScalar, { description: 'Which event.' })
  declare readonly id: string

  @Field(() => Int, { nullable: true, description: versionDescription })
  declare readonly expectedVersion?: number | null

  @Field(() => scopeEnum, { nullable: true, description: scopeDescription })
  declare readonly scope?: EventScope | null

  @Field(() => DateTimeScalar, { nullable: true, description: occurrenceDescription })
  declare readonly occurrenceAt?: string | null

  @Field(() => String, { nullable: true, description: 'What it is called; 255 characters at most.' })
  declare readonly title?: string | null

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When it starts; of ALL, the first occurrence. Without an end, the end moves along, as does the UNTIL of its rule.',
  })
  declare readonly startsAt?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends, later than it starts.' })
  declare readonly endsAt?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it may fall on the Sabbath, in a church that guards it.',
  })
  declare readonly confirmSabbath?: boolean | null
}

/** What is called off. */
@InputType('CancelEventInput', { description: 'What is called off, and why.' })
export class CancelEventInput extends EventInput {
  @Field(() => scopeEnum, { nullable: true, description: scopeDescription })
  declare readonly scope?: EventScope | null

  @Field(() => DateTimeScalar, { nullable: true, description: occurrenceDescription })
  declare readonly occurrenceAt?: string | null

  @Field(() => String, { nullable: true, description: 'Why; 500 characters at most, shown to whom the event is.' })
  declare readonly reason?: string | null
}

/** What a series is given beside its rule. */
@InputType('AddOccurrenceInput', {
  description: 'When a series takes place once more; what is left out is as in the series.',
})
export class AddOccurrenceInput {
  @Field(() => IdScalar, { description: 'Which series.' })
  declare readonly id: string

  @Field(() => DateTimeScalar, {
    description: 'When it starts: after the first of the series, within ten years of it.',
  })
  declare readonly startsAt: string

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it ends, later than it starts; as long after it as in the series unless given.',
  })
  declare readonly endsAt?: string | null

  @Field(() => String, { nullable: true, description: 'What it is called; 255 characters at most.' })
  declare readonly title?: string | null

  @Field(() => String, { nullable: true, description: 'Where it takes place; 255 characters at most.' })
  declare readonly location?: string | null

  @Field(() => Int, { nullable: true, description: 'How many may register for it: 1 to 1,000,000.' })
  declare readonly capacity?: number | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it may fall on the Sabbath, in a church that guards it.',
  })
  declare readonly confirmSabbath?: boolean | null
}
