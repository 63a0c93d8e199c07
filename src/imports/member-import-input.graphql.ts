import { Field, InputType } from '../platform/graphql/decorators.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import type { FieldName } from './field-names.js'
import { blankEnum, dateOrderEnum, fieldEnum } from './member-import-enums.graphql.js'
import type { MemberImport } from './member-import.js'

/** The file that is about to come. */
@InputType('CreateMemberImportInput', { description: 'A file that is about to come.' })
export class CreateMemberImportInput {
  @Field(() => String, { description: 'What it is called; 255 characters at most.' })
  declare readonly fileName: string

  @Field(() => String, {
    nullable: true,
    description:
      'Whose ids it has, such as `old-database`; what it is recognised as unless given. 50 characters at most.',
  })
  declare readonly source?: string | null
}

@InputType('MemberImportColumnInput', { description: 'What a column means.' })
class ColumnInput {
  @Field(() => String, { description: 'Its heading.' })
  declare readonly heading: string

  @Field(() => fieldEnum, { nullable: true, description: 'What it means; null is not imported.' })
  declare readonly field?: FieldName | null
}

/** What columns mean. */
@InputType('MapImportColumnsInput', { description: 'What columns mean; those that are not named stay as they are.' })
export class MapImportColumnsInput {
  @Field(() => IdScalar, { description: 'The import.' })
  declare readonly id: string

  @Field(() => [ColumnInput], { description: 'The columns.' })
  declare readonly columns: readonly ColumnInput[]
}

/** How a file is looked through. */
@InputType('PreviewImportInput', { description: 'Which import is looked through, and how its file is read.' })
export class PreviewImportInput {
  @Field(() => IdScalar, { description: 'The import.' })
  declare readonly id: string

  @Field(() => blankEnum, { nullable: true, description: 'What blank cells mean; KEEP unless given.' })
  declare readonly blankCells?: MemberImport['blankCells'] | null

  @Field(() => dateOrderEnum, {
    nullable: true,
    description: 'How dates are read; as where the church is, unless given.',
  })
  declare readonly dateOrder?: 'DMY' | 'MDY' | null
}

/** Which import is applied. */
@InputType('StartImportInput', { description: 'Which import is applied.' })
export class StartImportInput {
  @Field(() => IdScalar, { description: 'The import.' })
  declare readonly id: string

  @Field(() => IdScalar, { description: 'A UUID of your own: sent again, nothing is done twice.' })
  declare readonly idempotencyKey: string
}

/** Which import is undone. */
@InputType('UndoImportInput', { description: 'Which import is undone.' })
export class UndoImportInput {
  @Field(() => IdScalar, { description: 'The import.' })
  declare readonly id: string
}
