import { renderSVG } from 'uqr'
import { EventObject } from '../events/event.graphql.js'
import type { Event } from '../events/index.js'
import { loadMember } from '../members/index.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Int, Resolver, Root } from '../platform/graphql/decorators.js'
import { loadAnswers, loadQuestions, placesOfEvent, registrationFor } from './load-registrations.js'
import { EventAnswerType, EventQuestionType, RegistrationType } from './registration.graphql.js'
import type { Registration } from './registration.js'

/** What registrations add to an event, batched for a whole list. Counts are for members of the church. */
@Resolver(() => EventObject)
export class EventPlacesResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many places of this occurrence are taken, including guests; null without signing in.',
  })
  async registeredCount(@Root() event: Event, @FromContext() ctx: Ctx): Promise<number | null> {
    return mayCount(ctx) ? (await placesOfEvent(ctx, event)).taken : null
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many people wait for a place, including guests; null without signing in.',
  })
  async waitlistCount(@Root() event: Event, @FromContext() ctx: Ctx): Promise<number | null> {
    return mayCount(ctx) ? (await placesOfEvent(ctx, event)).waiting : null
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many places are left; null where there is no limit. While people wait, they come first.',
  })
  async placesLeft(@Root() event: Event, @FromContext() ctx: Ctx): Promise<number | null> {
    if (event.capacity === null) return null
    return Math.max(0, event.capacity - (await placesOfEvent(ctx, event)).taken)
  }

  @FieldResolver(() => RegistrationType, {
    nullable: true,
    description: 'The viewer’s own registration for this occurrence; null when there is none, or it was cancelled.',
  })
  myRegistration(@Root() event: Event, @FromContext() ctx: Ctx) {
    const memberId = ctx.viewer?.memberId
    return memberId ? registrationFor(ctx, event, memberId) : null
  }

  @FieldResolver(() => [EventQuestionType], { description: 'What is asked of those who register, in this order.' })
  questions(@Root() event: Event, @FromContext() ctx: Ctx) {
    return loadQuestions(ctx, event.id)
  }
}

const mayCount = ({ viewer }: Ctx): boolean => viewer?.grants.has('events.read') ?? false

/** What belongs to a registration elsewhere. Whoever is handed one may read all of it. */
@Resolver(() => RegistrationType)
export class RegistrationFieldsResolver {
  @FieldResolver(() => String, { description: 'The name of who comes.' })
  async memberName(@Root() registration: Registration, @FromContext() ctx: Ctx): Promise<string> {
    const member = await loadMember(ctx, registration.memberId)
    return member ? `${member.preferredName ?? member.firstName} ${member.lastName}` : ''
  }

  @FieldResolver(() => String, {
    description: 'An SVG of the QR code that the member shows at the door: `checkInCode`, and nothing else.',
  })
  checkInQr(@Root() registration: Registration): string {
    return renderSVG(registration.checkInCode)
  }

  @FieldResolver(() => [EventAnswerType], { description: 'What was answered, in the order of the questions.' })
  answers(@Root() registration: Registration, @FromContext() ctx: Ctx) {
    return loadAnswers(ctx, registration.id)
  }
}
