import { Field, ObjectType } from '../platform/graphql/decorators.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import type { Instant } from '../platform/instant.js'

/** Everything there is of the viewer; each domain adds what it keeps. */
export interface MyData {
  readonly at: Instant
  readonly userId: string
  readonly email: string
  readonly name: string
}

/** The same, in the schema. */
@ObjectType('MyData', {
  description:
    'All data that the church keeps about the viewer, to read or to take away. Each field is one part of it.',
})
export class MyDataType {
  @Field(() => DateTimeScalar, { description: 'The moment it is of.' })
  declare readonly at: Instant

  @Field(() => IdScalar, { description: 'The account.' })
  declare readonly userId: string

  @Field(() => String, { description: 'The address one signs in with.' })
  declare readonly email: string

  @Field(() => String, { description: 'The name of the account.' })
  declare readonly name: string
}
