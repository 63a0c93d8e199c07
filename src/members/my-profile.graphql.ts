import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import {
  MemberAddressInput,
  MemberEducationInput,
  MemberEmergencyInput,
  MemberWorkInput,
} from './member-record-input.graphql.js'
import type { Member } from './member.js'
import { directoryEnum } from './record-enums.graphql.js'

/** What members change about themselves. */
@InputType('UpdateMyProfileInput', {
  description: 'What members change about themselves: a field left out stays as it is, a null empties it.',
})
export class UpdateMyProfileInput {
  @Field(() => Int, { nullable: true, description: 'The `version` you read; see UpdateMemberInput.' })
  declare readonly expectedVersion?: number | null

  @Field(() => String, { nullable: true, description: 'The name you like to be called.' })
  declare readonly preferredName?: string | null

  @Field(() => String, { nullable: true, description: 'E-mail address; the one you sign in with stays as it is.' })
  declare readonly email?: string | null

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  declare readonly phone?: string | null

  @Field(() => String, { nullable: true, description: 'Telephone number at home.' })
  declare readonly phoneHome?: string | null

  @Field(() => String, { nullable: true, description: 'Postal address, 500 characters at most.' })
  declare readonly address?: string | null

  @Field(() => MemberAddressInput, { nullable: true, description: 'Where you live, in parts.' })
  declare readonly addressParts?: MemberAddressInput | null

  @Field(() => MemberEmergencyInput, { nullable: true, description: 'Whom to call.' })
  declare readonly emergency?: MemberEmergencyInput | null

  @Field(() => MemberWorkInput, { nullable: true, description: 'What you do for a living.' })
  declare readonly work?: MemberWorkInput | null

  @Field(() => [MemberEducationInput], { nullable: true, description: 'Schools, in the place of those there were.' })
  declare readonly education?: readonly MemberEducationInput[] | null

  @Field(() => directoryEnum, { nullable: true, description: 'What the directory shows of you.' })
  declare readonly directory?: Member['directory'] | null
}

/** What the directory shows of a member. */
@ObjectType('DirectoryEntry', { description: 'A member, as far as the member chose to be seen by the others.' })
class DirectoryEntryType {
  @Field(() => IdScalar, { description: 'The id of the member.' })
  declare readonly id: string

  @Field(() => String, { description: 'First name.' })
  declare readonly firstName: string

  @Field(() => String, { description: 'Last name.' })
  declare readonly lastName: string

  @Field(() => String, { nullable: true, description: 'The name the member likes to be called.' })
  declare readonly preferredName: string | null

  @Field(() => String, { nullable: true, description: 'E-mail address, when the member chose CONTACT.' })
  declare readonly email: string | null

  @Field(() => String, { nullable: true, description: 'Telephone number, when the member chose CONTACT.' })
  declare readonly phone: string | null
}

const directoryConnection = connectionOf('DirectoryEntry', DirectoryEntryType)

/** A page of the directory. */
export const DirectoryConnection = directoryConnection.Connection

/** The counts of the directory. */
export const DirectoryCounts = directoryConnection.ConnectionCounts

/** Which page of the directory. */
@ArgsType()
export class DirectoryArguments extends PageArguments {
  @Field(() => String, {
    nullable: true,
    description: 'Words that must all occur in the names shown, with or without accents.',
  })
  declare readonly search?: string | null

  @Field(() => IdScalar, {
    nullable: true,
    description: 'Only active members of this ministry; nobody unless the viewer is one of them.',
  })
  declare readonly ministryId?: string | null
}
