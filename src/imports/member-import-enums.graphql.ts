import { enumOf } from '../platform/graphql/enums.js'
import { fieldNames } from './field-names.js'
import { blankChoices, importStatuses, rowFates } from './member-import.js'

/** The GraphQL enum MemberImportStatus. */
export const statusEnum = enumOf('MemberImportStatus', {
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

/** The GraphQL enum MemberImportFate. */
export const fateEnum = enumOf('MemberImportFate', {
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
