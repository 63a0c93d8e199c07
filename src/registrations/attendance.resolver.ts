import { EventPayload } from '../events/event.graphql.js'
import { loadMember } from '../members/index.js'
import type { Ctx } from '../platform/context.js'
import {
  Access,
  Arg,
  Feature,
  FieldResolver,
  FromContext,
  Mutation,
  Resolver,
  Root,
} from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import {
  AttendancePayload,
  AttendanceRecordType,
  CheckInInput,
  CheckOutInput,
  CloseAttendanceInput,
  MarkAttendanceInput,
} from './attendance.graphql.js'
import type { AttendanceRecord } from './attendance.js'
import { checkIn } from './check-in.js'
import { checkOut } from './check-out.js'
import { closeAttendance } from './close-attendance.js'
import { markAttendance } from './mark-attendance.js'
import { RegistrationPayload } from './registration.graphql.js'

/** Letting people in, and who came. */
@Feature('events')
@Resolver()
export class AttendanceResolver {
  @Access('attendance.create')
  @Mutation(() => AttendancePayload, {
    nullable: true,
    description:
      'Checks somebody in: by the code they show, by registration, or by event and member. Repeated, it answers the first record and code.',
  })
  checkIn(@Arg('input', () => CheckInInput, { description: 'Who.' }) input: CheckInInput, @FromContext() ctx: Ctx) {
    return payload('record', checkIn(ctx, input))
  }

  @Access('attendance.create')
  @Mutation(() => AttendancePayload, {
    nullable: true,
    description:
      'Checks somebody out who was checked in; a child only against its pickup code. Repeated, it answers the first time.',
  })
  checkOut(@Arg('input', () => CheckOutInput, { description: 'Who.' }) input: CheckOutInput, @FromContext() ctx: Ctx) {
    return payload('record', checkOut(ctx, input))
  }

  @Access('events.write')
  @Mutation(() => RegistrationPayload, {
    nullable: true,
    description:
      'With events.write for the event, from its start on: records whether somebody with a place came, or corrects that.',
  })
  markAttendance(
    @Arg('input', () => MarkAttendanceInput, { description: 'Who came.' }) input: MarkAttendanceInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('registration', markAttendance(ctx, input))
  }

  @Access('events.write')
  @Mutation(() => EventPayload, {
    nullable: true,
    description: 'Settles from the start on that whoever has a place and was not seen did not come.',
  })
  closeAttendance(
    @Arg('input', () => CloseAttendanceInput, { description: 'Which occurrence.' }) input: CloseAttendanceInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('event', closeAttendance(ctx, input))
  }
}

/** What belongs to a record of attendance elsewhere. Whoever is handed one may read all of it. */
@Resolver(() => AttendanceRecordType)
export class AttendanceFieldsResolver {
  @FieldResolver(() => String, { description: 'The name of who came.' })
  async memberName(@Root() record: AttendanceRecord, @FromContext() ctx: Ctx): Promise<string> {
    const member = await loadMember(ctx, record.memberId)
    return member ? `${member.preferredName ?? member.firstName} ${member.lastName}` : ''
  }
}
