import { Field, ObjectType } from '../platform/graphql/decorators.js'
import { IdScalar } from '../platform/graphql/scalars.js'

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
}
