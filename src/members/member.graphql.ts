import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar, LocalDateScalar } from '../platform/graphql/scalars.js'
import { genderEnum, memberStatusEnum } from './member-enums.graphql.js'
import { type MemberSort, memberSorts } from './member-list.queries.js'
import type { Member } from './member.js'

const memberSortEnum = enumOf('MemberSort', {
  names: Object.keys(memberSorts) as readonly MemberSort[],
  description: 'An order of members. Members without the value come last in either direction.',
  values: {
    NAME_ASC: 'By last name, then first name.',
    NAME_DESC: 'By last name, then first name, backwards.',
    MEMBER_NUMBER_ASC: 'By member number.',
    MEMBER_NUMBER_DESC: 'By member number, highest first.',
    JOINED_ON_ASC: 'Longest in the church first.',
    JOINED_ON_DESC: 'Newest in the church first.',
  },
})

/** A member, as far as everybody who may see one at all sees it. */
@ObjectType('Member', { description: 'A person on the church’s roll.' })
export class MemberType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'The number issued when the member was entered; never changed or reused.' })
  declare readonly memberNumber: string

  @Field(() => String, { nullable: true, description: 'A title before the name: Dr, Rev.' })
  declare readonly title: string | null

  @Field(() => String, { description: 'First name.' })
  declare readonly firstName: string

  @Field(() => String, { nullable: true, description: 'Names between the first and the last.' })
  declare readonly middleNames: string | null

  @Field(() => String, { description: 'Last name.' })
  declare readonly lastName: string

  @Field(() => String, { nullable: true, description: 'The name the member likes to be called.' })
  declare readonly preferredName: string | null

  @Field(() => String, { nullable: true, description: 'E-mail address, in lower case. Families may share one.' })
  declare readonly email: string | null

  @Field(() => String, { nullable: true, description: 'Telephone number, as the member writes it.' })
  declare readonly phone: string | null

  @Field(() => memberStatusEnum, { description: 'Where the member stands with the church.' })
  declare readonly status: Member['status']

  @Field(() => DateTimeScalar, { description: 'When the record was made.' })
  declare readonly createdAt: string

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  declare readonly updatedAt: string

  @Field(() => Int, { description: 'Raised by each change; send it as `expectedVersion` when updating.' })
  declare readonly version: number
}

const memberConnection = connectionOf('Member', MemberType)

/** A page of members. */
export const MemberConnection = memberConnection.Connection

/** The counts of a list of members. */
export const MemberCounts = memberConnection.ConnectionCounts

/** Which members a list shows. */
@InputType('MemberFilter', { description: 'Narrows a list of members; every field given must fit.' })
export class MemberFilterInput {
  @Field(() => memberStatusEnum, { nullable: true, description: 'Only members with this status.' })
  declare readonly status?: Member['status'] | null

  @Field(() => genderEnum, { nullable: true, description: 'Only members of this gender.' })
  declare readonly gender?: Member['gender']

  @Field(() => IdScalar, { nullable: true, description: 'Only active members of this ministry.' })
  declare readonly ministryId?: string | null

  @Field(() => IdScalar, { nullable: true, description: 'Only those who live in this household now.' })
  declare readonly householdId?: string | null

  @Field(() => LocalDateScalar, { nullable: true, description: 'Only members who joined on this day or later.' })
  declare readonly joinedFrom?: string | null

  @Field(() => LocalDateScalar, { nullable: true, description: 'Only members who joined before this day.' })
  declare readonly joinedBefore?: string | null
}

/** What a list of members is asked for. */
@ArgsType()
export class MembersArguments extends PageArguments {
  @Field(() => String, {
    nullable: true,
    description:
      'Words that must all occur in names, e-mail, phone or number, with or without accents; words of one or two letters where a word begins. The first eight count.',
  })
  declare readonly search?: string | null

  @Field(() => MemberFilterInput, { nullable: true, description: 'Which members.' })
  declare readonly filter?: MemberFilterInput | null

  @Field(() => [memberSortEnum], { nullable: true, description: 'The order: up to three, the first counts most.' })
  declare readonly sort?: readonly MemberSort[] | null
}

/** What became of a new member. */
@ObjectType('CreateMemberPayload', { implements: Payload, description: 'The member entered, or why not.' })
export class CreateMemberPayload extends Payload {
  @Field(() => MemberType, { nullable: true, description: 'The member; null when refused.' })
  declare readonly member: Member | null
}

/** What became of a change. */
@ObjectType('UpdateMemberPayload', { implements: Payload, description: 'The member as it is now, or why not.' })
export class UpdateMemberPayload extends Payload {
  @Field(() => MemberType, { nullable: true, description: 'The member; null when refused.' })
  declare readonly member: Member | null
}
