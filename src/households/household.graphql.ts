import type { Member } from '../members/index.js'
import { MemberType } from '../members/member.graphql.js'
import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { type Household, type Relation, relations } from './household.js'

/** The relations of the schema. */
export const relationEnum = enumOf('HouseholdRelation', {
  names: relations,
  description: 'What somebody is to the household they live in.',
})

/** A household, for those who may read one of its members. */
@ObjectType('Household', { description: 'People who live together.' })
export class HouseholdType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'What it is called, such as “Mensah family”.' })
  declare readonly name: string

  @Field(() => String, { nullable: true, description: 'Where they live.' })
  declare readonly address: string | null

  @Field(() => String, { nullable: true, description: 'The telephone of the house.' })
  declare readonly phone: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was archived; null while people live in it.' })
  declare readonly archivedAt: string | null

  @Field(() => DateTimeScalar, { description: 'When it was entered.' })
  declare readonly createdAt: string

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  declare readonly updatedAt: string

  @Field(() => Int, { description: 'Raised by each change; send it as `expectedVersion` when updating.' })
  declare readonly version: number
}

const householdConnection = connectionOf('Household', HouseholdType)

/** A page of households. */
export const HouseholdConnection = householdConnection.Connection

/** The counts of a list of households. */
export const HouseholdCounts = householdConnection.ConnectionCounts

/** What a list of households is asked for. */
@ArgsType()
export class HouseholdsArguments extends PageArguments {
  @Field(() => String, {
    nullable: true,
    description: 'Text that must occur in the name, or in what somebody who lives there is found by.',
  })
  declare readonly search?: string | null
}

/** What people fill in about a household, apart from its name. */
@InputType()
class HouseholdDescriptionInput {
  @Field(() => String, { nullable: true, description: 'Where they live; 500 characters at most.' })
  declare readonly address?: string | null

  @Field(() => String, { nullable: true, description: 'The telephone of the house; 255 characters at most.' })
  declare readonly phone?: string | null
}

/** A household to be entered. */
@InputType('CreateHouseholdInput', {
  description: 'A household and its head; what is left out is taken from the head.',
})
export class CreateHouseholdInput extends HouseholdDescriptionInput {
  @Field(() => IdScalar, { description: 'Its HEAD, a member who lives in no household.' })
  declare readonly headId: string

  @Field(() => String, { nullable: true, description: 'What it is called; named after the head unless given.' })
  declare readonly name?: string | null
}

/** A change of a household. */
@InputType('UpdateHouseholdInput', {
  description: 'What to change about a household: a field left out stays as it is, a null empties it.',
})
export class UpdateHouseholdInput extends HouseholdDescriptionInput {
  @Field(() => IdScalar, { description: 'The household.' })
  declare readonly id: string

  @Field(() => Int, {
    nullable: true,
    description: 'The `version` you read. When it is old by now, nothing is changed (STALE_VERSION).',
  })
  declare readonly expectedVersion?: number | null

  @Field(() => String, { nullable: true, description: 'What it is called; cannot be emptied.' })
  declare readonly name?: string | null
}

/** Which household. */
@InputType('HouseholdInput', { description: 'Which household.' })
export class HouseholdInput {
  @Field(() => IdScalar, { description: 'The household.' })
  declare readonly id: string
}

const newHead = 'Who is HEAD of the household that loses its own; somebody who stays.'

/** Who moves out of a household. */
@InputType('RemoveHouseholdMemberInput', { description: 'Who lives in no household from now on.' })
export class RemoveHouseholdMemberInput {
  @Field(() => IdScalar, { description: 'The member.' })
  declare readonly memberId: string

  @Field(() => IdScalar, { nullable: true, description: newHead })
  declare readonly newHeadId?: string | null
}

/** Who becomes what. */
@InputType('SetHouseholdRelationInput', { description: 'Who becomes what to the household they live in.' })
export class SetHouseholdRelationInput extends RemoveHouseholdMemberInput {
  @Field(() => relationEnum, { description: 'What the member is; who becomes HEAD makes the present one OTHER.' })
  declare readonly relation: Relation
}

/** Who comes to live where. */
@InputType('AddHouseholdMemberInput', { description: 'Who comes to live where, as what.' })
export class AddHouseholdMemberInput {
  @Field(() => IdScalar, { description: 'The household.' })
  declare readonly householdId: string

  @Field(() => IdScalar, { description: 'The member.' })
  declare readonly memberId: string

  @Field(() => relationEnum, { description: 'As what; not HEAD.' })
  declare readonly relation: Relation
}

/** Who moves where. */
@InputType('MoveHouseholdMemberInput', { description: 'Who moves into which other household, as what.' })
export class MoveHouseholdMemberInput extends AddHouseholdMemberInput {
  @Field(() => IdScalar, { nullable: true, description: newHead })
  declare readonly newHeadId?: string | null
}

/** How a household is split. */
@InputType('SplitHouseholdInput', { description: 'Who lives in a household of their own from now on.' })
export class SplitHouseholdInput extends HouseholdDescriptionInput {
  @Field(() => IdScalar, { description: 'The household to be split.' })
  declare readonly householdId: string

  @Field(() => String, { description: 'What the new one is called; 255 characters at most.' })
  declare readonly name: string

  @Field(() => IdScalar, { description: 'The HEAD of the new one.' })
  declare readonly headId: string

  @Field(() => [IdScalar], { description: 'Who else goes along.' })
  declare readonly memberIds: readonly string[]

  @Field(() => IdScalar, { nullable: true, description: newHead })
  declare readonly newHeadId?: string | null
}

/** Whose giving is combined. */
@InputType('SetCombineGivingInput', { description: 'Whose giving stands in the statement of the household.' })
export class SetCombineGivingInput {
  @Field(() => IdScalar, { nullable: true, description: 'HEAD or SPOUSE; the viewer unless given.' })
  declare readonly memberId?: string | null

  @Field(() => Boolean, { description: 'Whether it does.' })
  declare readonly combineGiving: boolean
}

/** A change of a child's profile. */
@InputType('UpdateHouseholdChildInput', { description: 'What HEAD or SPOUSE change about a child who is no adult.' })
export class UpdateHouseholdChildInput {
  @Field(() => IdScalar, { description: 'The child.' })
  declare readonly memberId: string

  @Field(() => Int, { nullable: true, description: 'The `version` you read; when it is old, nothing is changed.' })
  declare readonly expectedVersion?: number | null

  @Field(() => String, { nullable: true, description: 'The name the child likes to be called.' })
  declare readonly preferredName?: string | null

  @Field(() => String, { nullable: true, description: 'E-mail address; kept in lower case.' })
  declare readonly email?: string | null

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  declare readonly phone?: string | null

  @Field(() => String, { nullable: true, description: 'Postal address, 500 characters at most.' })
  declare readonly address?: string | null
}

/** What became of a household. */
@ObjectType('HouseholdPayload', { implements: Payload, description: 'The household as it is now, or why not.' })
export class HouseholdPayload extends Payload {
  @Field(() => HouseholdType, { nullable: true, description: 'The household; null when refused.' })
  declare readonly household: Household | null
}

/** What became of a child's profile. */
@ObjectType('UpdateHouseholdChildPayload', { implements: Payload, description: 'The child as it is now, or why not.' })
export class UpdateHouseholdChildPayload extends Payload {
  @Field(() => MemberType, { nullable: true, description: 'The child; null when refused.' })
  declare readonly member: Member | null
}
