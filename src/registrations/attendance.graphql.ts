import { Feature, Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { type AttendanceMark, attendanceMarks, type AttendanceRecord } from './attendance.js'

const attendanceMarkEnum = enumOf('AttendanceMark', {
  names: attendanceMarks,
  description: 'What is settled about somebody who had a place.',
  values: { ATTENDED: 'Came.', NO_SHOW: 'Did not come.' },
})

/** Somebody's coming to an occurrence. */
@Feature('events')
@ObjectType('AttendanceRecord', {
  description: 'Somebody’s coming to an occurrence of an event: for who lets people in, and takes attendance.',
})
export class AttendanceRecordType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => IdScalar, { description: 'The event.' })
  declare readonly eventId: string

  @Field(() => DateTimeScalar, { description: 'The original start of the occurrence.' })
  declare readonly occurrenceAt: string

  @Field(() => IdScalar, { description: 'Who came.' })
  declare readonly memberId: string

  @Field(() => DateTimeScalar, { description: 'When they were let in.' })
  declare readonly checkedInAt: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When they left; null while they are there.' })
  declare readonly checkedOutAt: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Six letters and digits that a child leaves against: for whoever brings it. Null for who is of age.',
  })
  declare readonly pickupCode: string | null
}

/** What became of somebody's coming. */
@ObjectType('AttendancePayload', { implements: Payload, description: 'The record as it is now, or why not.' })
export class AttendancePayload extends Payload {
  @Field(() => AttendanceRecordType, { nullable: true, description: 'The record; null when refused.' })
  declare readonly record: AttendanceRecord | null
}

/** Who it is at the door. */
@InputType()
class ArrivalInput {
  @Field(() => String, { nullable: true, description: 'The check-in code of a registration, scanned or typed.' })
  declare readonly code?: string | null

  @Field(() => IdScalar, { nullable: true, description: 'The registration.' })
  declare readonly registrationId?: string | null

  @Field(() => IdScalar, { nullable: true, description: 'The event, for somebody who shows no registration.' })
  declare readonly eventId?: string | null

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'With `eventId`: the original start of the occurrence; a series needs it.',
  })
  declare readonly occurrenceAt?: string | null

  @Field(() => IdScalar, { nullable: true, description: 'With `eventId`: who it is.' })
  declare readonly memberId?: string | null
}

/** Who comes. */
@InputType('CheckInInput', {
  description: 'Who is let in, in one of three ways: `code`, `registrationId`, or `eventId` and `memberId`.',
})
export class CheckInInput extends ArrivalInput {
  @Field(() => IdScalar, {
    nullable: true,
    description: 'A UUID of the client’s own: sent again within a day, it is answered as before.',
  })
  declare readonly idempotencyKey?: string | null
}

/** Who leaves. */
@InputType('CheckOutInput', {
  description: 'Who is let out, in one of three ways: `code`, `registrationId`, or `eventId` and `memberId`.',
})
export class CheckOutInput extends ArrivalInput {
  @Field(() => String, { nullable: true, description: 'The code that a child leaves against; it needs it.' })
  declare readonly pickupCode?: string | null
}

/** Who came, or did not. */
@InputType('MarkAttendanceInput', { description: 'Whether somebody came who had a place.' })
export class MarkAttendanceInput {
  @Field(() => IdScalar, { description: 'The registration.' })
  declare readonly id: string

  @Field(() => attendanceMarkEnum, { description: 'Whether they came.' })
  declare readonly status: AttendanceMark
}

/** Which occurrence. */
@InputType('CloseAttendanceInput', { description: 'The occurrence that nobody else is expected at.' })
export class CloseAttendanceInput {
  @Field(() => IdScalar, { description: 'The event.' })
  declare readonly eventId: string

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The original start of the occurrence; a series needs it.',
  })
  declare readonly occurrenceAt?: string | null
}
