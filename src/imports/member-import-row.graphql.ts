import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Field, Int, ObjectType } from '../platform/graphql/decorators.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import type { ReportedRow } from './import-list.queries.js'
import { fateEnum } from './member-import-enums.graphql.js'
import { FaultType } from './member-import-fault.graphql.js'

/** A row of a file, for those who may import. */
@ObjectType('MemberImportRow', { description: 'A row of a file: what becomes of it, or became.' })
class MemberImportRowType {
  @Field(() => Int, { description: 'The row as a spreadsheet counts: headings are row 1.' })
  declare readonly row: number

  @Field(() => fateEnum, { description: 'What becomes of it.' })
  declare readonly fate: ReportedRow['fate']

  @Field(() => String, { nullable: true, description: 'The first name that stands in it.' })
  declare readonly firstName: string | null

  @Field(() => String, { nullable: true, description: 'The last name that stands in it.' })
  declare readonly lastName: string | null

  @Field(() => [String], { description: 'The fields it changes; `household` for somebody who joins one.' })
  declare readonly changes: readonly string[]

  @Field(() => [FaultType], { description: 'Why it is refused.' })
  declare readonly faults: ReportedRow['faults']

  @Field(() => [FaultType], {
    description: 'What was guessed of it, such as the day of a birthday of which the file tells the year alone.',
  })
  declare readonly notes: ReportedRow['notes']

  @Field(() => IdScalar, { nullable: true, description: 'The member it is about; null for nobody yet.' })
  declare readonly memberId: string | null

  @Field(() => String, { nullable: true, description: 'What undoing could not take back, and why.' })
  declare readonly keptBecause: string | null
}

const rows = connectionOf('MemberImportRow', MemberImportRowType)

/** A page of rows. */
export const MemberImportRowConnection = rows.Connection

/** The counts of a list of rows. */
export const MemberImportRowCounts = rows.ConnectionCounts

/** Which rows. */
@ArgsType()
export class MemberImportRowsArguments extends PageArguments {
  @Field(() => IdScalar, { description: 'The import.' })
  declare readonly importId: string

  @Field(() => fateEnum, { nullable: true, description: 'Only rows that meet this fate.' })
  declare readonly fate?: ReportedRow['fate'] | null

  @Field(() => Boolean, { nullable: true, description: 'Only rows that undoing left, at least in part, as they are.' })
  declare readonly kept?: boolean | null
}
