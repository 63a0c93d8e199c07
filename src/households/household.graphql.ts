import type { Member } from '../members/index.js'
import { MemberType } from '../members/member.graphql.js'
import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Field, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { type Household, relations } from './household.js'

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
