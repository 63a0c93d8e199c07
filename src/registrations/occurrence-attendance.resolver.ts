import { EventObject } from '../events/event.graphql.js'
import { type Event, maySeeEvent } from '../events/index.js'
import { loadMember } from '../members/index.js'
import type { Ctx } from '../platform/context.js'
import {
  Access,
  Arg,
  Args,
  Feature,
  FieldResolver,
  FromContext,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from '../platform/graphql/decorators.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { findAttendance } from './find-attendance.js'
import { HeadcountType, RecordHeadcountInput } from './headcount.graphql.js'
import { headcountsAt, registrationTotals, turnoutOf } from './load-attendance.js'
import {
  HeadcountPayload,
  OccurrenceAttendanceType,
  PresenceConnection,
  PresenceType,
  RegistrationTotalType,
} from './occurrence-attendance.graphql.js'
import { type Presence, presenceList } from './presences.queries.js'
import { recordHeadcount } from './record-headcount.js'

/** How many came, and who. */
@Feature('events')
@Resolver()
export class OccurrenceAttendanceResolver {
  @Access('attendance.read')
  @Query(() => OccurrenceAttendanceType, {
    nullable: true,
    description: 'Who came to an occurrence, and how many; null when there is none, or the right does not reach it.',
  })
  attendance(
    @Arg('eventId', () => IdScalar, { description: 'The event.' }) eventId: string,
    @Arg('occurrenceAt', () => DateTimeScalar, {
      nullable: true,
      description: 'The original start of the occurrence; the first of a series unless given.',
    })
    occurrenceAt: string | null,
    @FromContext() ctx: Ctx,
  ) {
    return findAttendance(ctx, { eventId, occurrenceAt })
  }

  @Access('attendance.write')
  @Mutation(() => HeadcountPayload, {
    nullable: true,
    description:
      'From the start on: records how many heads were counted, beside those checked in by name. A later count of the same kind replaces the earlier one.',
  })
  recordHeadcount(
    @Arg('input', () => RecordHeadcountInput, { description: 'What was counted.' }) input: RecordHeadcountInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('attendance', recordHeadcount(ctx, input))
  }
}

/** Who came to an occurrence. Whoever is handed one may read all of it. */
@Resolver(() => OccurrenceAttendanceType)
export class OccurrenceAttendanceFieldsResolver {
  @FieldResolver(() => IdScalar, { description: 'The event.' })
  eventId(@Root() event: Event): string {
    return event.id
  }

  @FieldResolver(() => EventObject, {
    nullable: true,
    description: 'The event, as this occurrence of it is; null where it is not shown to the viewer.',
  })
  async event(@Root() event: Event, @FromContext() ctx: Ctx): Promise<Event | null> {
    return (await maySeeEvent(ctx, event)) ? event : null
  }

  @FieldResolver(() => [RegistrationTotalType], { description: 'How many registered, one total for each status.' })
  registrations(@Root() event: Event, @FromContext() ctx: Ctx) {
    return registrationTotals(ctx, event)
  }

  @FieldResolver(() => Int, { description: 'How many members came: let in at the door, or settled later.' })
  async cameCount(@Root() event: Event, @FromContext() ctx: Ctx): Promise<number> {
    return (await turnoutOf(ctx, event)).came
  }

  @FieldResolver(() => Int, { description: 'How many members were let in and have not been let out.' })
  async thereCount(@Root() event: Event, @FromContext() ctx: Ctx): Promise<number> {
    return (await turnoutOf(ctx, event)).there
  }

  @FieldResolver(() => [HeadcountType], { description: 'How many heads were counted; of kinds that somebody counted.' })
  headcounts(@Root() event: Event, @FromContext() ctx: Ctx) {
    return headcountsAt(ctx, event)
  }

  @FieldResolver(() => PresenceConnection, { description: 'The members who came, in the order of coming.' })
  whoCame(@Root() event: Event, @Args(() => PageArguments) request: PageArguments, @FromContext() { db }: Ctx) {
    return presenceList(db, { eventId: event.id, occurrenceAt: event.occurrenceAt }, request)
  }
}

/** What belongs to a presence elsewhere. Whoever is handed one may read all of it. */
@Resolver(() => PresenceType)
export class PresenceFieldsResolver {
  @FieldResolver(() => String, { description: 'The name of who came.' })
  async memberName(@Root() presence: Presence, @FromContext() ctx: Ctx): Promise<string> {
    const member = await loadMember(ctx, presence.memberId)
    return member ? `${member.preferredName ?? member.firstName} ${member.lastName}` : ''
  }
}
