import { connectionOf } from '../platform/graphql/connection.js'
import { Field, Int, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import type { FieldName } from './field-names.js'
import { blankEnum, dateOrderEnum, fieldEnum, statusEnum } from './member-import-enums.graphql.js'
import { FaultType } from './member-import-fault.graphql.js'
import type { MemberImport } from './member-import.js'

@ObjectType('MemberImportColumn', { description: 'A column of a file.' })
class ColumnType {
  @Field(() => String, { description: 'Its heading.' })
  declare readonly heading: string

  @Field(() => fieldEnum, { nullable: true, description: 'What it means; null is not imported.' })
  declare readonly field: FieldName | null

  @Field(() => String, { nullable: true, description: 'The first text that stands in it, at most 60 characters.' })
  declare readonly sample: string | null

  @Field(() => dateOrderEnum, {
    nullable: true,
    description: 'The order that its own dates prove; null where the order of the import is used.',
  })
  declare readonly provenDateOrder: 'DMY' | 'MDY' | null

  @Field(() => Boolean, { description: 'Whether there are dates in it that could be read both ways.' })
  declare readonly hasUnsureDates: boolean
}

@ObjectType('MemberImportCounts', { description: 'How many rows meet each fate.' })
class CountsType {
  @Field(() => Int, { description: 'Those of people who are new.' })
  declare readonly create: number

  @Field(() => Int, { description: 'Those that change a member.' })
  declare readonly update: number

  @Field(() => Int, { description: 'Those that say nothing new.' })
  declare readonly unchanged: number

  @Field(() => Int, { description: 'Those that are refused.' })
  declare readonly refused: number

  @Field(() => Int, { description: 'Those that were undone.' })
  declare readonly undone: number

  @Field(() => Int, { description: 'Those that undoing left, at least in part, as they are.' })
  declare readonly kept: number
}

/** An import, for those who may make them. */
@ObjectType('MemberImport', { description: 'Members and households from one file.' })
export class MemberImportType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'What the file is called.' })
  declare readonly fileName: string

  @Field(() => statusEnum, { description: 'Where it stands.' })
  declare readonly status: MemberImport['status']

  @Field(() => FaultType, {
    nullable: true,
    description: 'Why the file was rejected, or the step could not be finished.',
  })
  declare readonly fault: FaultType | null

  @Field(() => String, {
    nullable: true,
    description: 'The system it was recognised as: B1, CHURCHCRM, PLANNING_CENTER, BREEZE, FAITHFLOW or GENERIC.',
  })
  declare readonly dialect: string | null

  @Field(() => String, { nullable: true, description: 'Whose outside ids it has.' })
  declare readonly source: string | null

  @Field(() => String, { nullable: true, description: 'How its characters are spelt: UTF-8, UTF-16 or WINDOWS-1252.' })
  declare readonly encoding: string | null

  @Field(() => String, { nullable: true, description: 'What stands between its cells.' })
  declare readonly delimiter: string | null

  @Field(() => [ColumnType], { description: 'Its columns, and what each means.' })
  declare readonly columns: readonly ColumnType[]

  @Field(() => blankEnum, { description: 'What becomes of fields whose cells are blank.' })
  declare readonly blankCells: MemberImport['blankCells']

  @Field(() => dateOrderEnum, { nullable: true, description: 'How dates are read whose column does not prove it.' })
  declare readonly dateOrder: MemberImport['dateOrder']

  @Field(() => Int, { description: 'How many rows it has below the headings; blank ones are not counted.' })
  declare readonly rowCount: number

  @Field(() => Int, { description: 'How many of them the present step has been through.' })
  declare readonly doneRows: number

  @Field(() => CountsType, { description: 'What becomes, or became, of them; all 0 before the dry run.' })
  declare readonly counts: CountsType

  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  declare readonly createdAt: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was applied; null before.' })
  declare readonly finishedAt: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it can be undone; null before.' })
  declare readonly undoUntil: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Where the refused rows are downloaded as CSV, with the access token; null when there are none.',
  })
  declare readonly refusedRowsUrl: string | null
}

const imports = connectionOf('MemberImport', MemberImportType)

/** A page of imports. */
export const MemberImportConnection = imports.Connection

/** The counts of a list of imports. */
export const MemberImportListCounts = imports.ConnectionCounts

/** What became of an import. */
@ObjectType('MemberImportPayload', { implements: Payload, description: 'The import as it is now, or why not.' })
export class MemberImportPayload extends Payload {
  @Field(() => MemberImportType, { nullable: true, description: 'The import; null when refused.' })
  declare readonly memberImport: MemberImportType | null
}

/** An import that was opened. */
@ObjectType('CreateMemberImportPayload', { implements: Payload, description: 'An import that waits for its file.' })
export class CreateMemberImportPayload extends Payload {
  @Field(() => MemberImportType, { nullable: true, description: 'The import; null when refused.' })
  declare readonly memberImport?: MemberImportType | null

  @Field(() => String, {
    nullable: true,
    description: 'Send the file there by PUT or POST, as it is: 200 MB and 1,000,000 rows at most. It works once.',
  })
  declare readonly uploadUrl?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when sending may begin.' })
  declare readonly uploadExpiresAt?: string | null
}
