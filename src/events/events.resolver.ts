import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, Feature, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { createEvent } from './create-event.js'
import { CreateEventInput, EventsArguments } from './event-input.graphql.js'
import { CreateEventPayload, EventConnection, EventObject } from './event.graphql.js'
import { listEvents } from './list-events.js'
import { findEvent } from './load-event.js'

/** What happens in the church, and scheduling it. */
@Feature('events')
@Resolver()
export class EventsResolver {
  @Access('public')
  @Query(() => EventConnection, {
    description:
      'The events of the church, by start: a series appears once for each occurrence. Without signing in, only PUBLIC events are shown.',
  })
  events(@Args(() => EventsArguments) request: EventsArguments, @FromContext() ctx: Ctx) {
    return listEvents(ctx, request)
  }

  @Access('public')
  @Query(() => EventObject, {
    nullable: true,
    description: 'One event; null when there is none, or not for the viewer.',
  })
  event(
    @Arg('id', () => IdScalar, { description: 'Which event.' }) id: string,
    @Arg('occurrenceAt', () => DateTimeScalar, {
      nullable: true,
      description: 'The original start of one occurrence of a series; the series as such unless given.',
    })
    occurrenceAt: string | null,
    @FromContext() ctx: Ctx,
  ) {
    return findEvent(ctx, { id, occurrenceAt })
  }

  @Access('events.create')
  @Mutation(() => CreateEventPayload, {
    nullable: true,
    description:
      'Creates an event, single or as a series. Those to whom it is shown are notified at once, live if they are listening; nobody is notified of a draft.',
  })
  createEvent(
    @Arg('input', () => CreateEventInput, { description: 'The event.' }) input: CreateEventInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('event', createEvent(ctx, input))
  }
}
