import { EventPayload } from '../events/event.graphql.js'
import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, Feature, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { cancelRegistration } from './cancel-registration.js'
import { listRegistrations } from './list-registrations.js'
import { registerForEvent } from './register-for-event.js'
import {
  CancelRegistrationInput,
  RegisterForEventInput,
  RegistrationsArguments,
  SetEventQuestionsInput,
} from './registration-input.graphql.js'
import { RegistrationConnection, RegistrationPayload } from './registration.graphql.js'
import { setEventQuestions } from './set-event-questions.js'

/** Registering for events. */
@Feature('events')
@Resolver()
export class RegistrationsResolver {
  @Access('events.write')
  @Query(() => RegistrationConnection, {
    nullable: true,
    description:
      'Who registered for an occurrence, in the order of the queue, for who may change the event; null when there is none. Everybody else finds counts and their own at the event.',
  })
  eventRegistrations(@Args(() => RegistrationsArguments) request: RegistrationsArguments, @FromContext() ctx: Ctx) {
    return listRegistrations(ctx, request)
  }

  @Access('signedInOrKey')
  @Mutation(() => RegistrationPayload, {
    nullable: true,
    description:
      'Registers the viewer for an occurrence of an event; with events.write, anybody. They get a place if one is left, otherwise one in the queue if there is a queue.',
  })
  registerForEvent(
    @Arg('input', () => RegisterForEventInput, { description: 'Who, for what.' }) input: RegisterForEventInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('registration', registerForEvent(ctx, input))
  }

  @Access('signedInOrKey')
  @Mutation(() => RegistrationPayload, {
    nullable: true,
    description:
      'Cancels a registration or leaves the queue: one’s own before the start, anybody’s with events.write. Whoever has waited longest gets the place at once.',
  })
  cancelRegistration(
    @Arg('input', () => CancelRegistrationInput, { description: 'Which.' }) input: CancelRegistrationInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('registration', cancelRegistration(ctx, input))
  }

  @Access('events.write')
  @Mutation(() => EventPayload, {
    nullable: true,
    description:
      'Sets the questions that an event asks those who register. Answers to questions that are left out are deleted.',
  })
  setEventQuestions(
    @Arg('input', () => SetEventQuestionsInput, { description: 'The questions.' }) input: SetEventQuestionsInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('event', setEventQuestions(ctx, input))
  }
}
