import { genderEnum } from '../members/member-enums.graphql.js'
import { maritalEnum } from '../members/record-enums.graphql.js'
import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { DateTimeScalar, IdScalar, LocalDateScalar } from '../platform/graphql/scalars.js'
import { applicationStatuses, type ApplicationStatus } from './application.js'

/** The states of an application in the schema. */
const statusEnum = enumOf('ApplicationStatus', {
  names: applicationStatuses,
  description: 'Where an application to join stands.',
  values: {
    PENDING: 'Nobody has decided.',
    APPROVED: 'Approved, and not yet confirmed.',
    CONFIRMED: 'The applicant is a member.',
    REJECTED: 'Rejected, with a reason.',
    WITHDRAWN: 'Taken back by the applicant.',
  },
})

/** An application, as those see it who decide. */
@ObjectType('MembershipApplication', { description: 'Somebody’s application to join the church.' })
export class ApplicationType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => statusEnum, { description: 'Where it stands.' })
  declare readonly status: string

  @Field(() => String, { description: 'First name.' })
  declare readonly firstName: string

  @Field(() => String, { description: 'Last name.' })
  declare readonly lastName: string

  @Field(() => String, { description: 'E-mail address; what becomes of the application is mailed there.' })
  declare readonly email: string

  @Field(() => String, { description: 'Telephone number.' })
  declare readonly phone: string

  @Field(() => String, { description: 'Where the applicant lives.' })
  declare readonly address: string

  @Field(() => LocalDateScalar, { description: 'Birth date.' })
  declare readonly birthDate: string

  @Field(() => genderEnum, { description: 'Gender.' })
  declare readonly gender: string

  @Field(() => String, { nullable: true, description: 'What the applicant does for a living.' })
  declare readonly occupation: string | null

  @Field(() => String, { nullable: true, description: 'Whom to call when something happens.' })
  declare readonly emergencyName: string | null

  @Field(() => String, { nullable: true, description: 'At which number.' })
  declare readonly emergencyPhone: string | null

  @Field(() => String, { nullable: true, description: 'Who that is to the applicant.' })
  declare readonly emergencyRelation: string | null

  @Field(() => String, { description: 'Which churches the applicant has been to.' })
  declare readonly churchExperience: string

  @Field(() => String, { description: 'Why the applicant wants to join.' })
  declare readonly reason: string

  @Field(() => String, { description: 'How the applicant heard of the church.' })
  declare readonly heardFrom: string

  @Field(() => String, { nullable: true, description: 'What the church should know to be of help.' })
  declare readonly specialNeeds: string | null

  @Field(() => [String], { description: 'What the applicant is good at.' })
  declare readonly skills: readonly string[]

  @Field(() => [String], { description: 'What the applicant would like to take part in.' })
  declare readonly interests: readonly string[]

  @Field(() => String, { nullable: true, description: 'Why it was rejected, as the applicant was told.' })
  declare readonly rejectionReason: string | null

  @Field(() => IdScalar, { nullable: true, description: 'The account that approved or rejected it.' })
  declare readonly reviewedBy: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When that was.' })
  declare readonly reviewedAt: string | null

  @Field(() => IdScalar, { nullable: true, description: 'The account that confirmed it.' })
  declare readonly confirmedBy: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When that was.' })
  declare readonly confirmedAt: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the applicant took it back.' })
  declare readonly withdrawnAt: string | null

  @Field(() => DateTimeScalar, { description: 'When it was submitted.' })
  declare readonly createdAt: string

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  declare readonly updatedAt: string

  @Field(() => Int, { description: 'Raised by each change; send it as `expectedVersion` when updating.' })
  declare readonly version: number
}

/** The SENSITIVE fields of an application. */
@ObjectType('MembershipApplicationSensitive', {
  description: 'What of an application is read by few; see the audit log.',
})
export class ApplicationSensitiveType {
  @Field(() => maritalEnum, { description: 'Marital status.' })
  declare readonly maritalStatus: string

  @Field(() => String, { nullable: true, description: 'What the staff note for each other; never for the applicant.' })
  declare readonly staffNotes: string | null
}

const connection = connectionOf('MembershipApplication', ApplicationType)

/** A page of applications. */
export const ApplicationConnection = connection.Connection

/** The counts of a list of applications. */
export const ApplicationCounts = connection.ConnectionCounts

/** Which applications a list shows. */
@InputType('MembershipApplicationFilter', {
  description: 'Narrows a list of applications; every field given must fit.',
})
class ApplicationFilterInput {
  @Field(() => statusEnum, { nullable: true, description: 'Only applications that stand like this.' })
  declare readonly status?: ApplicationStatus | null
}

/** What a list of applications is asked for. */
@ArgsType()
export class ApplicationsArguments extends PageArguments {
  @Field(() => String, {
    nullable: true,
    description: 'Words that must each occur in names, e-mail or phone, in any order; accents do not matter.',
  })
  declare readonly search?: string | null

  @Field(() => ApplicationFilterInput, { nullable: true, description: 'Which applications.' })
  declare readonly filter?: ApplicationFilterInput | null
}
