import { Feature, Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { headcountCategories, type HeadcountCategory } from './headcount.js'

const headcountCategoryEnum = enumOf('HeadcountCategory', {
  names: headcountCategories,
  description: 'Whom a count of heads is about.',
  values: { ONLINE: 'Who took part from elsewhere.' },
})

/** How many were counted. */
@Feature('events')
@ObjectType('Headcount', { description: 'How many heads of a kind were counted at an occurrence.' })
export class HeadcountType {
  @Field(() => headcountCategoryEnum, { description: 'Who was counted.' })
  declare readonly category: HeadcountCategory

  @Field(() => Int, { description: 'How many there were.' })
  declare readonly count: number

  @Field(() => DateTimeScalar, { description: 'When they were counted, or the count last corrected.' })
  declare readonly updatedAt: string
}

/** One count. */
@InputType('CountedInput', { description: 'How many of a kind were counted.' })
class CountedInput {
  @Field(() => headcountCategoryEnum, { description: 'Who was counted.' })
  declare readonly category: HeadcountCategory

  @Field(() => Int, { nullable: true, description: 'How many, 0 to 100,000; null takes the count back.' })
  declare readonly count?: number | null
}

/** What was counted where. */
@InputType('RecordHeadcountInput', { description: 'What was counted at which occurrence.' })
export class RecordHeadcountInput {
  @Field(() => IdScalar, { description: 'The event.' })
  declare readonly eventId: string

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The original start of the occurrence; a series needs it.',
  })
  declare readonly occurrenceAt?: string | null

  @Field(() => [CountedInput], { description: 'The counts, each kind once; kinds that are left out stay as they are.' })
  declare readonly counts: readonly CountedInput[]
}
