import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, Feature, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import { createEvent } from './create-event.js'
import { eventList } from './event-list.queries.js'
import { CreateEventInput, CreateEventPayload, EventConnection, EventsArguments, EventObject } from './event.graphql.js'
import { loadEvent } from './load-event.js'

/** What happens in the church, and scheduling it. */
@Feature('events')
@Resolver()
export class EventsResolver {
  @Access('events.read')
  @Query(() => EventConnection, { description: 'The events of the church, by start.' })
  events(@Args(() => EventsArguments) request: EventsArguments, @FromContext() ctx: Ctx) {
    return eventList(ctx.db, request)
  }

  @Access('events.read')
  @Query(() => EventObject, { nullable: true, description: 'One event; null when there is none.' })
  event(@Arg('id', () => IdScalar, { description: 'Which event.' }) id: string, @FromContext() ctx: Ctx) {
    return loadEvent(ctx, id)
  }

  @Access('events.create')
  @Mutation(() => CreateEventPayload, {
    nullable: true,
    description:
      'Schedules an event for the whole church. Everybody in it is notified at once, live where they listen.',
  })
  createEvent(
    @Arg('input', () => CreateEventInput, { description: 'The event.' }) input: CreateEventInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('event', createEvent(ctx, input))
  }
}
