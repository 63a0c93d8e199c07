import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Field, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { type FieldName, fieldNames } from './field-names.js'
import type { ReportedRow } from './import-list.queries.js'
import { blankChoices, importStatuses, type MemberImport, rowFates } from './member-import.js'

const statusEnum = enumOf('MemberImportStatus', {
  names: importStatuses,
  description: 'Where an import stands.',
  values: {
    AWAITING_FILE: 'The file has not come.',
    RECEIVING: 'The file is coming.',
    REJECTED: 'The file cannot be imported; `fault` says why.',
    RECEIVED: 'The file is here: map its columns, and look through it.',
    PREVIEWING: 'The dry run is being made.',
    PREVIEWED: 'The dry run can be read, and the import started.',
    APPLYING: 'It is being applied.',
    DONE: 'It was applied.',
    UNDOING: 'It is being undone.',
    UNDONE: 'It was undone.',
  },
})

const fateEnum = enumOf('MemberImportFate', {
  names: rowFates,
  description: 'What becomes of a row.',
  values: {
    CREATE: 'Somebody new is entered.',
    UPDATE: 'A member is changed; `changes` says in what.',
    UNCHANGED: 'The member is as the row says already.',
    REFUSED: 'Nothing is done; `faults` say why.',
  },
})

/** The GraphQL enum MemberImportField. */
export const fieldEnum = enumOf('MemberImportField', {
  names: fieldNames,
  description: 'What a column of a file means.',
  values: {
    EXTERNAL_ID: 'The id of the person in the system that the file comes from.',
    MEMBER_NUMBER: 'The number that the church issued; it finds a member and is never written.',
    BIRTH_DATE:
      'A birth date, whole or partial: `1984` and `03/1984` are kept as their first day, `12 March` without year.',
    STATUS: 'Where a new member stands; of somebody on the roll it is left as it is.',
    HOUSEHOLD_ID: 'What tells households apart; the household’s name unless there is such a column.',
    HOUSEHOLD_RELATION: 'What the person is to the household.',
  },
})

/** The GraphQL enum MemberImportBlankCells. */
export const blankEnum = enumOf('MemberImportBlankCells', {
  names: blankChoices,
  description: 'What becomes of fields whose cells are blank.',
  values: { KEEP: 'They stay as they are.', CLEAR: 'They are emptied; names never are.' },
})

/** The GraphQL enum MemberImportDateOrder. */
export const dateOrderEnum = enumOf('MemberImportDateOrder', {
  names: ['DMY', 'MDY'] as const,
  description: 'Which number of `03/04/1984` is the day.',
  values: { DMY: 'The first: 3 April.', MDY: 'The second: March 4.' },
})

@ObjectType('MemberImportFault', { description: 'Why a file, a step or a row comes to nothing.' })
class FaultType {
  @Field(() => String, { description: 'The reason as a code, such as `CSV_UNCLOSED_QUOTE`; more may be added.' })
  declare readonly code: string

  @Field(() => String, { nullable: true, description: 'The heading of the column it is about; null for all of it.' })
  declare readonly column: string | null

  @Field(() => String, { description: 'The reason in a sentence for people.' })
  declare readonly message: string
}

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

const imports = connectionOf('MemberImport', MemberImportType)
const rows = connectionOf('MemberImportRow', MemberImportRowType)

/** A page of imports. */
export const MemberImportConnection = imports.Connection

/** The counts of a list of imports. */
export const MemberImportListCounts = imports.ConnectionCounts

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
