import { Field, ObjectType } from '../platform/graphql/decorators.js'

/** Why a file, a step or a row comes to nothing. */
@ObjectType('MemberImportFault', { description: 'Why a file, a step or a row comes to nothing.' })
export class FaultType {
  @Field(() => String, { description: 'The reason as a code, such as `CSV_UNCLOSED_QUOTE`; more may be added.' })
  declare readonly code: string

  @Field(() => String, { nullable: true, description: 'The heading of the column it is about; null for all of it.' })
  declare readonly column: string | null

  @Field(() => String, { description: 'The reason in a sentence for people.' })
  declare readonly message: string
}
