import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Feature, Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import type { Booking } from './booking.js'

/** A booking, as whoever reads events sees it. */
@Feature('events')
@ObjectType('Booking', { description: 'A resource that is kept for one occurrence of an event.' })
export class BookingType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => DateTimeScalar, { description: 'From when the resource is taken.' })
  declare readonly startsAt: string

  @Field(() => DateTimeScalar, { description: 'Until when it is taken.' })
  declare readonly endsAt: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the booking was cancelled; null while it holds.' })
  declare readonly cancelledAt: string | null

  @Field(() => DateTimeScalar, { description: 'When it was booked.' })
  declare readonly createdAt: string
}

const bookingConnection = connectionOf('Booking', BookingType)

/** A page of bookings. */
export const BookingConnection = bookingConnection.Connection

/** The counts of a list of bookings. */
export const BookingCounts = bookingConnection.ConnectionCounts

/** Which bookings a list shows. */
@ArgsType()
export class BookingsArguments extends PageArguments {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Only what ends after this moment.' })
  declare readonly from?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Only what starts before this moment.' })
  declare readonly to?: string | null

  @Field(() => IdScalar, { nullable: true, description: 'Only bookings of this resource.' })
  declare readonly resourceId?: string | null
}

/** What is booked for what. */
@InputType('BookResourceInput', { description: 'Which resource, for which event, and how much longer than that.' })
export class BookResourceInput {
  @Field(() => IdScalar, { description: 'Which event.' })
  declare readonly eventId: string

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The original start of one occurrence of a series; every coming one unless given.',
  })
  declare readonly occurrenceAt?: string | null

  @Field(() => IdScalar, { description: 'Which resource.' })
  declare readonly resourceId: string

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'From when, a day before the start at most; the start unless given. Of a series, for the first occurrence booked, and as long before each other one.',
  })
  declare readonly from?: string | null

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when, a day after the end at most; the end unless given. Of a series, as `from`.',
  })
  declare readonly until?: string | null
}

/** Which booking ends. */
@InputType('CancelBookingInput', { description: 'Which booking ends.' })
export class CancelBookingInput {
  @Field(() => IdScalar, { description: 'Which booking.' })
  declare readonly id: string

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether later ones of the same resource for the same event end as well.',
  })
  declare readonly withLater?: boolean | null
}

/** What became of bookings. */
@ObjectType('BookingsPayload', { implements: Payload, description: 'The bookings made or freed, or why not.' })
export class BookingsPayload extends Payload {
  @Field(() => [BookingType], { nullable: true, description: 'The bookings, the next first; null when refused.' })
  declare readonly bookings: readonly Booking[] | null
}
