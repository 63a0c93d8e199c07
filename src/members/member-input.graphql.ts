import { Field, InputType, Int } from '../platform/graphql/decorators.js'
import { IdScalar, LocalDateScalar } from '../platform/graphql/scalars.js'
import { genderEnum } from './member-enums.graphql.js'
import {
  MemberAddressInput,
  MemberEducationInput,
  MemberEmergencyInput,
  MemberFaithInput,
  MemberParentInput,
  MemberPersonalInput,
  MemberSensitiveInput,
  MemberWorkInput,
} from './member-record-input.graphql.js'
import type { Member } from './member.js'
import { directoryEnum } from './record-enums.graphql.js'

/** What people fill in about a member, apart from the names every member has. */
@InputType()
class MemberProfileInput {
  @Field(() => String, { nullable: true, description: 'A title before the name: Dr, Rev.' })
  declare readonly title?: string | null

  @Field(() => String, { nullable: true, description: 'Names between the first and the last.' })
  declare readonly middleNames?: string | null

  @Field(() => String, { nullable: true, description: 'The name the member likes to be called.' })
  declare readonly preferredName?: string | null

  @Field(() => String, { nullable: true, description: 'E-mail address; kept in lower case.' })
  declare readonly email?: string | null

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  declare readonly phone?: string | null

  @Field(() => String, { nullable: true, description: 'Postal address, 500 characters at most.' })
  declare readonly address?: string | null

  @Field(() => genderEnum, { nullable: true, description: 'Gender.' })
  declare readonly gender?: Member['gender']

  @Field(() => LocalDateScalar, { nullable: true, description: 'Birth date, not in the future.' })
  declare readonly birthDate?: string | null

  @Field(() => LocalDateScalar, { nullable: true, description: 'When the member joined the church.' })
  declare readonly joinedOn?: string | null

  @Field(() => String, { nullable: true, description: 'Last name at birth.' })
  declare readonly maidenName?: string | null

  @Field(() => String, { nullable: true, description: 'Telephone number at home.' })
  declare readonly phoneHome?: string | null

  @Field(() => MemberAddressInput, {
    nullable: true,
    description: 'Where the member lives, in parts; null empties all of them.',
  })
  declare readonly addressParts?: MemberAddressInput | null

  @Field(() => MemberPersonalInput, { nullable: true, description: 'Birth and origin.' })
  declare readonly personal?: MemberPersonalInput | null

  @Field(() => MemberSensitiveInput, {
    nullable: true,
    description: 'Marital status and identity paper; null empties both.',
  })
  declare readonly sensitive?: MemberSensitiveInput | null

  @Field(() => MemberEmergencyInput, { nullable: true, description: 'Whom to call; null empties it.' })
  declare readonly emergency?: MemberEmergencyInput | null

  @Field(() => MemberWorkInput, { nullable: true, description: 'What the member does for a living; null empties it.' })
  declare readonly work?: MemberWorkInput | null

  @Field(() => [MemberParentInput], {
    nullable: true,
    description: 'Parents and guardians, in the place of those there were; at most 10.',
  })
  declare readonly parents?: readonly MemberParentInput[] | null

  @Field(() => [MemberEducationInput], {
    nullable: true,
    description: 'Schools, in the place of those there were; at most 20.',
  })
  declare readonly education?: readonly MemberEducationInput[] | null

  @Field(() => MemberFaithInput, {
    nullable: true,
    description: 'What the church’s denomination asks; null empties it.',
  })
  declare readonly faith?: MemberFaithInput | null

  @Field(() => directoryEnum, { nullable: true, description: 'What the directory shows of the member.' })
  declare readonly directory?: Member['directory'] | null
}

/** A member to be entered. */
@InputType('CreateMemberInput', { description: 'A person to put on the church’s roll. Both names are required.' })
export class CreateMemberInput extends MemberProfileInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A UUID of your own, for safe retries: the same request sent again within a day gets the same answer, and nothing is done twice.',
  })
  declare readonly idempotencyKey?: string | null

  @Field(() => String, { description: 'First name.' })
  declare readonly firstName: string

  @Field(() => String, { description: 'Last name.' })
  declare readonly lastName: string
}

/** A change of a member's record. */
@InputType('UpdateMemberInput', {
  description: 'What to change about a member: a field left out stays as it is, a null empties it.',
})
export class UpdateMemberInput extends MemberProfileInput {
  @Field(() => IdScalar, { description: 'The member.' })
  declare readonly id: string

  @Field(() => Int, {
    nullable: true,
    description:
      'The `version` you read. If it has changed since, nothing is written (STALE_VERSION). Leave it out to overwrite.',
  })
  declare readonly expectedVersion?: number | null

  @Field(() => String, { nullable: true, description: 'First name; cannot be emptied.' })
  declare readonly firstName?: string | null

  @Field(() => String, { nullable: true, description: 'Last name; cannot be emptied.' })
  declare readonly lastName?: string | null
}
