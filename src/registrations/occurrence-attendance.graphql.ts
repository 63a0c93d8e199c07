import type { Event } from '../events/index.js'
import { connectionOf } from '../platform/graphql/connection.js'
import { Feature, Field, Int, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { registrationStatusEnum } from './registration.graphql.js'

/** How many registrations stand so. */
@Feature('events')
@ObjectType('RegistrationTotal', { description: 'How many registrations for an occurrence stand so.' })
export class RegistrationTotalType {
  @Field(() => registrationStatusEnum, { description: 'Where they stand.' })
  declare readonly status: string

  @Field(() => Int, { description: 'How many registrations.' })
  declare readonly registrations: number

  @Field(() => Int, { description: 'For how many people, guests included.' })
  declare readonly people: number
}

/** That a member came. */
@Feature('events')
@ObjectType('Presence', { description: 'That a member came to an occurrence: let in at the door, or settled later.' })
export class PresenceType {
  @Field(() => IdScalar, { description: 'Who came.' })
  declare readonly memberId: string

  @Field(() => DateTimeScalar, {
    description: 'When they were let in; of who was not, when it was settled that they had come.',
  })
  declare readonly cameAt: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When they were checked in; null if they were not.' })
  declare readonly checkedInAt: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When they were checked out; null if they were not.' })
  declare readonly checkedOutAt: string | null

  @Field(() => IdScalar, { nullable: true, description: 'Their registration; null for who came without one.' })
  declare readonly registrationId: string | null

  @Field(() => Int, { description: 'How many people they had registered to come along.' })
  declare readonly guests: number
}

const presenceConnection = connectionOf('Presence', PresenceType)

/** A page of who came. */
export const PresenceConnection = presenceConnection.Connection

/** The counts of a list of who came. */
export const PresenceCounts = presenceConnection.ConnectionCounts

/** Who came to an occurrence, and how many; all of it is resolved from the occurrence. */
@Feature('events')
@ObjectType('OccurrenceAttendance', { description: 'Who came to an occurrence of an event, and how many.' })
export class OccurrenceAttendanceType {
  @Field(() => DateTimeScalar, { description: 'The original start of the occurrence.' })
  declare readonly occurrenceAt: string
}

/** What became of a count. */
@ObjectType('HeadcountPayload', { implements: Payload, description: 'The attendance as it is now, or why not.' })
export class HeadcountPayload extends Payload {
  @Field(() => OccurrenceAttendanceType, { nullable: true, description: 'The attendance; null when refused.' })
  declare readonly attendance: Event | null
}
