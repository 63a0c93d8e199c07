import { Field, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import { ministryCategories } from './ministry.js'

const categoryEnum = enumOf('MinistryCategory', { names: ministryCategories, description: 'What a ministry is for.' })

/** A ministry, as everybody of the church sees it. */
@ObjectType('Ministry', { description: 'A group of the church: a choir, the youth, a prayer group.' })
export class MinistryType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'Its name, the only one of the church.' })
  declare readonly name: string

  @Field(() => String, { nullable: true, description: 'What it does, in its own words.' })
  declare readonly description: string | null

  @Field(() => categoryEnum, { description: 'What it is for.' })
  declare readonly category: string

  @Field(() => String, { nullable: true, description: 'When it meets, in words.' })
  declare readonly meetingSchedule: string | null

  @Field(() => String, { nullable: true, description: 'Where it meets.' })
  declare readonly location: string | null
}
