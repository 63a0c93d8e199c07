import { maxPageSize } from '../page.js'
import { ArgsType, Field, Int } from './decorators.js'

/** The arguments of every list. */
@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true, description: `How many, 1 to ${maxPageSize}; 25 unless given.` })
  declare readonly first?: number | null

  @Field(() => String, { nullable: true, description: 'The cursor to go on from; from the start unless given.' })
  declare readonly after?: string | null
}
