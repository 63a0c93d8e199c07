import { ArgsType, Field, InputType, Int } from '../platform/graphql/decorators.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import type { QuestionType } from './question.js'
import { questionTypeEnum, registrationStatusEnum } from './registration.graphql.js'
import type { RegistrationStatus } from './registration.js'

/** An answer to a question of an event. */
@InputType('EventAnswerInput', { description: 'An answer to a question of the event.' })
class EventAnswerInput {
  @Field(() => IdScalar, { description: 'The question.' })
  declare readonly questionId: string

  @Field(() => String, {
    nullable: true,
    description:
      'The answer: a text of 1,000 characters at most, `true` or `false`, or one of the choices. No answer unless given.',
  })
  declare readonly value?: string | null
}

/** Who registers for what. */
@InputType('RegisterForEventInput', { description: 'Who registers for which occurrence of an event.' })
export class RegisterForEventInput {
  @Field(() => IdScalar, { description: 'The event.' })
  declare readonly eventId: string

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The original start of the occurrence; a series needs it.',
  })
  declare readonly occurrenceAt?: string | null

  @Field(() => IdScalar, {
    nullable: true,
    description: 'Who comes; the viewer unless given. For others this needs events.write for the event.',
  })
  declare readonly memberId?: string | null

  @Field(() => Int, { nullable: true, description: 'How many people come along, 50 at most; none unless given.' })
  declare readonly guests?: number | null

  @Field(() => String, { nullable: true, description: 'A note for those who hold it; 500 characters at most.' })
  declare readonly note?: string | null

  @Field(() => [EventAnswerInput], { nullable: true, description: 'The answers to what the event asks.' })
  declare readonly answers?: readonly EventAnswerInput[] | null

  @Field(() => IdScalar, {
    nullable: true,
    description: 'A UUID of your own, for safe retries: sent again within a day, it registers nobody twice.',
  })
  declare readonly idempotencyKey?: string | null
}

/** Which registration. */
@InputType('CancelRegistrationInput', { description: 'Which registration is given up.' })
export class CancelRegistrationInput {
  @Field(() => IdScalar, { description: 'The registration.' })
  declare readonly id: string
}

/** A question of an event. */
@InputType('EventQuestionInput', { description: 'What is asked; with an id, a question that there is already.' })
class EventQuestionInput {
  @Field(() => IdScalar, { nullable: true, description: 'The question that this becomes; its answers stay.' })
  declare readonly id?: string | null

  @Field(() => String, { description: 'The question; 255 characters at most.' })
  declare readonly label: string

  @Field(() => questionTypeEnum, { description: 'How it is answered.' })
  declare readonly type: QuestionType

  @Field(() => Boolean, { nullable: true, description: 'Whether it must be answered; not unless given.' })
  declare readonly isRequired?: boolean | null

  @Field(() => [String], { nullable: true, description: 'What a CHOICE lies between, 2 to 30.' })
  declare readonly choices?: readonly string[] | null
}

/** What an event asks. */
@InputType('SetEventQuestionsInput', { description: 'What an event asks from now on; what is left out is gone.' })
export class SetEventQuestionsInput {
  @Field(() => IdScalar, { description: 'The event.' })
  declare readonly eventId: string

  @Field(() => [EventQuestionInput], { description: 'The questions, 30 at most, in their order.' })
  declare readonly questions: readonly EventQuestionInput[]
}

/** Whose registrations a list shows. */
@ArgsType()
export class RegistrationsArguments extends PageArguments {
  @Field(() => IdScalar, { description: 'The event.' })
  declare readonly eventId: string

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The original start of the occurrence; the first of a series unless given.',
  })
  declare readonly occurrenceAt?: string | null

  @Field(() => registrationStatusEnum, { nullable: true, description: 'Only those with this status.' })
  declare readonly status?: RegistrationStatus | null
}
