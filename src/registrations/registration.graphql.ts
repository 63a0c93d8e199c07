import { connectionOf } from '../platform/graphql/connection.js'
import { Feature, Field, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { questionTypes } from './question.js'
import { type Registration, registrationStatuses } from './registration.js'

/** The states of registrations of the schema. */
export const registrationStatusEnum = enumOf('RegistrationStatus', {
  names: registrationStatuses,
  description: 'Where a registration stands.',
  values: {
    REGISTERED: 'Has a place.',
    WAITLISTED: 'Waits for one: who has waited longest gets the next.',
    CANCELLED: 'It has ended; whoever registers again gets a new one.',
    ATTENDED: 'Came.',
    NO_SHOW: 'Did not come.',
  },
})

/** How questions are answered, in the schema. */
export const questionTypeEnum = enumOf('EventQuestionType', {
  names: questionTypes,
  description: 'How a question is answered.',
  values: { TEXT: 'In words.', BOOLEAN: '`true` or `false`.', CHOICE: 'By one of its choices.' },
})

/** What an event asks those who register. */
@Feature('events')
@ObjectType('EventQuestion', { description: 'What an event asks those who register.' })
export class EventQuestionType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'The question.' })
  declare readonly label: string

  @Field(() => questionTypeEnum, { description: 'How it is answered.' })
  declare readonly type: string

  @Field(() => Boolean, { description: 'Whether nobody registers without an answer.' })
  declare readonly isRequired: boolean

  @Field(() => [String], { description: 'What a CHOICE lies between; empty for other types.' })
  declare readonly choices: readonly string[]
}

/** What somebody answered. */
@Feature('events')
@ObjectType('EventAnswer', { description: 'What somebody answered who registered.' })
export class EventAnswerType {
  @Field(() => IdScalar, { description: 'The question.' })
  declare readonly questionId: string

  @Field(() => String, { description: 'The question, as it is asked now.' })
  declare readonly label: string

  @Field(() => String, { description: 'The answer.' })
  declare readonly value: string
}

/** A member's place at one occurrence of an event, or in its queue. */
@Feature('events')
@ObjectType('Registration', {
  description:
    'A member’s place at one occurrence of an event, or in its queue: for the member, and who holds the event.',
})
export class RegistrationType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => IdScalar, { description: 'The event.' })
  declare readonly eventId: string

  @Field(() => DateTimeScalar, { description: 'The original start of the occurrence.' })
  declare readonly occurrenceAt: string

  @Field(() => IdScalar, { description: 'Who comes.' })
  declare readonly memberId: string

  @Field(() => registrationStatusEnum, { description: 'Where it stands.' })
  declare readonly status: string

  @Field(() => Int, { description: 'How many people come along: each takes a place, too.' })
  declare readonly guests: number

  @Field(() => String, { nullable: true, description: 'What was noted with it.' })
  declare readonly note: string | null

  @Field(() => String, { description: 'Twelve letters and digits that the member shows at the door.' })
  declare readonly checkInCode: string

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  declare readonly createdAt: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was cancelled; null while it counts.' })
  declare readonly cancelledAt: string | null
}

const registrationConnection = connectionOf('Registration', RegistrationType)

/** A page of registrations. */
export const RegistrationConnection = registrationConnection.Connection

/** The counts of a list of registrations. */
export const RegistrationCounts = registrationConnection.ConnectionCounts

/** What became of a registration. */
@ObjectType('RegistrationPayload', { implements: Payload, description: 'The registration as it is now, or why not.' })
export class RegistrationPayload extends Payload {
  @Field(() => RegistrationType, { nullable: true, description: 'The registration; null when refused.' })
  declare readonly registration: Registration | null
}
