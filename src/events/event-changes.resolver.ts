import type { Ctx } from '../platform/context.js'
import { Access, Arg, Feature, FromContext, Mutation, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { addOccurrence } from './add-occurrence.js'
import { cancelEvent } from './cancel-event.js'
import { deleteEvent } from './delete-event.js'
import { AddOccurrenceInput, CancelEventInput, EventInput, UpdateEventInput } from './event-change.graphql.js'
import { EventPayload } from './event.graphql.js'
import { publishEvent } from './publish-event.js'
import { updateEvent } from './update-event.js'

/** What becomes of events. */
@Feature('events')
@Resolver()
export class EventChangesResolver {
  @Access('events.write')
  @Mutation(() => EventPayload, {
    nullable: true,
    description: 'Shows a draft to those whom it is for, and notifies them.',
  })
  publishEvent(
    @Arg('input', () => EventInput, { description: 'Which draft.' }) input: EventInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('event', publishEvent(ctx, input))
  }

  @Access('events.write')
  @Mutation(() => EventPayload, {
    nullable: true,
    description:
      'Changes an event: one occurrence, that and all later ones, or all. Registrations move along, and those who registered are notified of a new time or place; if nobody has, those to whom it is shown.',
  })
  updateEvent(
    @Arg('input', () => UpdateEventInput, { description: 'What becomes of it.' }) input: UpdateEventInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('event', updateEvent(ctx, input))
  }

  @Access('events.write')
  @Mutation(() => EventPayload, {
    nullable: true,
    description:
      'Adds one occurrence to a series beside its rule, and notifies those to whom it is shown. Repeated, it answers the same. The occurrence stays where it is when the series moves; `cancelEvent` with THIS removes it.',
  })
  addOccurrence(
    @Arg('input', () => AddOccurrenceInput, { description: 'Which series, and when.' }) input: AddOccurrenceInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('event', addOccurrence(ctx, input))
  }

  @Access('events.delete')
  @Mutation(() => EventPayload, {
    nullable: true,
    description:
      'Cancels an event: one occurrence, that and all later ones, or all. It stays in the calendar. Those who registered are notified; if nobody has, those to whom it is shown.',
  })
  cancelEvent(
    @Arg('input', () => CancelEventInput, { description: 'What is called off.' }) input: CancelEventInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('event', cancelEvent(ctx, input))
  }

  @Access('events.delete')
  @Mutation(() => EventPayload, {
    nullable: true,
    description:
      'Permanently deletes a draft, or an event that nobody has registered for. Answers the event as it was.',
  })
  deleteEvent(
    @Arg('input', () => EventInput, { description: 'Which event.' }) input: EventInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('event', deleteEvent(ctx, input))
  }
}
