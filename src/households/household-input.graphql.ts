import { Field, InputType, Int } from '../platform/graphql/decorators.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import { relationEnum } from './household.graphql.js'
import type { Relation } from './household.js'

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
