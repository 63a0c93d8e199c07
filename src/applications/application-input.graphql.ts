import { relationEnum } from '../households/household.graphql.js'
import type { Relation } from '../households/index.js'
import type { Member } from '../members/index.js'
import { genderEnum } from '../members/member-enums.graphql.js'
import { MemberEmergencyInput } from '../members/member-record-input.graphql.js'
import { maritalEnum } from '../members/record-enums.graphql.js'
import { Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import { IdScalar, LocalDateScalar } from '../platform/graphql/scalars.js'
import { ApplicationType } from './application.graphql.js'
import type { Application } from './application.js'

const idempotencyKey =
  'A UUID of your own, for safe retries: the same request sent again within a day gets the same answer, and nothing is done twice.'

/** The public form. */
@InputType('SubmitMembershipApplicationInput', { description: 'Somebody who wants to join the church.' })
export class SubmitMembershipApplicationInput {
  @Field(() => String, { nullable: true, description: idempotencyKey })
  declare readonly idempotencyKey?: string | null

  @Field(() => String, { description: 'First name; 255 characters at most.' })
  declare readonly firstName: string

  @Field(() => String, { description: 'Last name; 255 characters at most.' })
  declare readonly lastName: string

  @Field(() => String, { description: 'E-mail address; what becomes of the application is mailed there.' })
  declare readonly email: string

  @Field(() => String, { description: 'Telephone number; 255 characters at most.' })
  declare readonly phone: string

  @Field(() => String, { description: 'Where you live; 500 characters at most.' })
  declare readonly address: string

  @Field(() => LocalDateScalar, { description: 'Birth date; not in the future.' })
  declare readonly birthDate: string

  @Field(() => genderEnum, { description: 'Gender.' })
  declare readonly gender: NonNullable<Member['gender']>

  @Field(() => maritalEnum, { description: 'Marital status.' })
  declare readonly maritalStatus: NonNullable<Member['maritalStatus']>

  @Field(() => String, { nullable: true, description: 'What you do for a living; 255 characters at most.' })
  declare readonly occupation?: string | null

  @Field(() => MemberEmergencyInput, { nullable: true, description: 'Whom to call when something happens.' })
  declare readonly emergency?: MemberEmergencyInput | null

  @Field(() => String, { description: 'Which churches you have been to; 2,000 characters at most.' })
  declare readonly churchExperience: string

  @Field(() => String, { description: 'Why you want to join; 2,000 characters at most.' })
  declare readonly reason: string

  @Field(() => String, { description: 'How you heard of the church; 500 characters at most.' })
  declare readonly heardFrom: string

  @Field(() => String, { nullable: true, description: 'What the church should know; 2,000 characters at most.' })
  declare readonly specialNeeds?: string | null

  @Field(() => [String], { nullable: true, description: 'What you are good at: 30 of 50 characters at most.' })
  declare readonly skills?: readonly string[] | null

  @Field(() => [String], { nullable: true, description: 'What you want to take part in: 30 of 50 characters at most.' })
  declare readonly interests?: readonly string[] | null
}

/** That an application was received. */
@ObjectType('SubmitMembershipApplicationPayload', {
  implements: Payload,
  description: 'That it was received, or why not.',
})
export class SubmitApplicationPayload extends Payload {
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: what comes next is mailed. Also when one of this address waits already. Null when refused.',
  })
  declare readonly isReceived: boolean | null
}

/** The secret of a mailed link. */
@InputType('WithdrawMembershipApplicationInput', { description: 'The secret of the mailed link.' })
export class WithdrawApplicationInput {
  @Field(() => String, { description: 'What stands behind `#token=` in the mailed link.' })
  declare readonly token: string
}

/** That an application was withdrawn. */
@ObjectType('WithdrawMembershipApplicationPayload', {
  implements: Payload,
  description: 'That it is withdrawn, or why not.',
})
export class WithdrawApplicationPayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: 'True when it is; null when refused.' })
  declare readonly isWithdrawn: boolean | null
}

/** Which application. */
@InputType('MembershipApplicationInput', { description: 'Which application.' })
export class ApplicationInput {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string
}

/** Which application is rejected, and why. */
@InputType('RejectMembershipApplicationInput', { description: 'Which application, and why it is rejected.' })
export class RejectApplicationInput extends ApplicationInput {
  @Field(() => String, { description: 'The reason, which the applicant reads; 1,000 characters at most.' })
  declare readonly reason: string
}

/** What the staff note. */
@InputType('UpdateApplicationNotesInput', { description: 'What the staff note about an application.' })
export class UpdateApplicationNotesInput extends ApplicationInput {
  @Field(() => String, { nullable: true, description: 'The notes, 10,000 characters at most; null removes them.' })
  declare readonly staffNotes?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'The `version` you read. When it is old by now, nothing is changed (STALE_VERSION).',
  })
  declare readonly expectedVersion?: number | null
}

/** A household to live in. */
@InputType('ApplicantHouseholdInput', { description: 'A household that the new member comes to live in.' })
class ApplicantHouseholdInput {
  @Field(() => IdScalar, { description: 'Which household.' })
  declare readonly householdId: string

  @Field(() => relationEnum, { description: 'As what: SPOUSE, CHILD or OTHER.' })
  declare readonly relation: Relation
}

/** A household to be founded. */
@InputType('ApplicantNewHouseholdInput', { description: 'A household that the new member is the HEAD of.' })
class ApplicantNewHouseholdInput {
  @Field(() => String, { nullable: true, description: 'Its name; called after the member unless given.' })
  declare readonly name?: string | null
}

/** How an application is confirmed. */
@InputType('ConfirmMembershipApplicationInput', { description: 'Which applicant becomes a member, and lives where.' })
export class ConfirmApplicationInput extends ApplicationInput {
  @Field(() => String, { nullable: true, description: idempotencyKey })
  declare readonly idempotencyKey?: string | null

  @Field(() => ApplicantHouseholdInput, { nullable: true, description: 'A household that there is.' })
  declare readonly household?: ApplicantHouseholdInput | null

  @Field(() => ApplicantNewHouseholdInput, {
    nullable: true,
    description: 'A new household, in place of one that there is.',
  })
  declare readonly newHousehold?: ApplicantNewHouseholdInput | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether an invitation to an account is mailed: yes unless false, as where a family shares an address.',
  })
  declare readonly invite?: boolean | null
}

/** What became of an application. */
@ObjectType('MembershipApplicationPayload', { implements: Payload, description: 'The application, or why not.' })
export class ApplicationPayload extends Payload {
  @Field(() => ApplicationType, { nullable: true, description: 'The application; null when refused.' })
  declare readonly application: Application | null
}
