import { MemberFilterInput } from '../members/member.graphql.js'
import { Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar } from '../platform/graphql/scalars.js'
import { type ExportFormat, exportFormats } from './exported-list.js'

/** The files there are. */
export const formatEnum = enumOf('ExportFormat', {
  names: exportFormats,
  description: 'What kind of file a list leaves as.',
  values: {
    CSV: 'Text with commas: UTF-8, with a byte-order mark, as spreadsheets open it.',
    XLSX: 'An Excel workbook, with dates as dates and a second sheet that tells of the export.',
  },
})

/** Which members leave, and how. */
@InputType('CreateMembersExportInput', { description: 'The export of members to make.' })
export class CreateMembersExportInput {
  @Field(() => formatEnum, { description: 'The kind of file.' })
  declare readonly format: ExportFormat

  @Field(() => String, { nullable: true, description: 'Words to search for, as in the list of members.' })
  declare readonly search?: string | null

  @Field(() => MemberFilterInput, { nullable: true, description: 'Which members, as in the list of them.' })
  declare readonly filter?: MemberFilterInput | null

  @Field(() => [String], {
    nullable: true,
    description:
      'Which columns, in this order; all when empty. The names are those of the route’s parameter `columns`.',
  })
  declare readonly columns?: readonly string[] | null

  @Field(() => Boolean, { nullable: true, description: 'Whether archived members are in it as well: no unless asked.' })
  declare readonly archived?: boolean | null
}

/** A link to a file, or why there is none. */
@ObjectType('CreateMembersExportPayload', { implements: Payload, description: 'A link to a file.' })
export class CreateMembersExportPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: 'Where to download the file by GET, without a token, for as long as the account and its rights last.',
  })
  declare readonly url?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the link expires: after five minutes.' })
  declare readonly expiresAt?: string | null
}
