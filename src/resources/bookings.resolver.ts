import { EventObject } from '../events/event.graphql.js'
import type { Ctx } from '../platform/context.js'
import {
  Access,
  Arg,
  Args,
  Feature,
  FieldResolver,
  FromContext,
  Mutation,
  Query,
  Resolver,
  Root,
} from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { bookResource } from './book-resource.js'
import { bookingList } from './booking-list.queries.js'
import {
  BookingConnection,
  BookingsArguments,
  BookingsPayload,
  BookingType,
  BookResourceInput,
  CancelBookingInput,
} from './booking.graphql.js'
import type { Booking } from './booking.js'
import { cancelBooking } from './cancel-booking.js'
import { findBookedEvent, loadResource } from './load-resources.js'
import { ResourceType } from './resource.graphql.js'

/** What rooms and equipment are kept for. */
@Feature('events')
@Resolver(() => BookingType)
export class BookingsResolver {
  @Access('events.read')
  @Query(() => BookingConnection, {
    description: 'What is taken when, by start. What for is told to those who may see that event.',
  })
  bookings(@Args(() => BookingsArguments) request: BookingsArguments, @FromContext() ctx: Ctx) {
    return bookingList(ctx.db, request)
  }

  @Access('events.write')
  @Mutation(() => BookingsPayload, {
    nullable: true,
    description:
      'Books a resource for one occurrence of an event, or for every coming one: all of them, or none. Leaders may book for the events of their ministries.',
  })
  bookResource(
    @Arg('input', () => BookResourceInput, { description: 'What is booked for what.' }) input: BookResourceInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('bookings', bookResource(ctx, input))
  }

  @Access('events.write')
  @Mutation(() => BookingsPayload, { nullable: true, description: 'Frees what a booking holds.' })
  cancelBooking(
    @Arg('input', () => CancelBookingInput, { description: 'Which booking.' }) input: CancelBookingInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('bookings', cancelBooking(ctx, input))
  }

  // Neither is called like the operation of that name.
  @FieldResolver(() => ResourceType, { name: 'resource', description: 'What is kept.' })
  async resourceOfBooking(@Root() { resourceId }: Booking, @FromContext() ctx: Ctx) {
    return loadResource(ctx, resourceId)
  }

  @FieldResolver(() => EventObject, {
    name: 'event',
    nullable: true,
    description: 'The occurrence it is kept for; null when the viewer may not see that.',
  })
  eventOfBooking(@Root() booking: Booking, @FromContext() ctx: Ctx) {
    return findBookedEvent(ctx, booking)
  }
}
