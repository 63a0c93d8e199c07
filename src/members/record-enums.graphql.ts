import { enumOf } from '../platform/graphql/enums.js'
import { directoryChoices, maritalStatuses, occupationalStatuses } from './member-record.js'
import { baptismModes, baptismTypes, educationLevels, parentRelations } from './member-related.js'

/** The GraphQL enum OccupationalStatus. */
export const occupationEnum = enumOf('OccupationalStatus', {
  names: occupationalStatuses,
  description: 'What a member does for a living.',
})

/** The GraphQL enum MaritalStatus. */
export const maritalEnum = enumOf('MaritalStatus', {
  names: maritalStatuses,
  description: 'Whether a member is married.',
})

/** The GraphQL enum DirectoryChoice. */
export const directoryEnum = enumOf('DirectoryChoice', {
  names: directoryChoices,
  description: 'What the directory shows of a member.',
  values: {
    NONE: 'Nothing.',
    NAME: 'The name.',
    CONTACT: 'The name, with e-mail and telephone.',
  },
})

/** The GraphQL enum ParentRelation. */
export const parentEnum = enumOf('ParentRelation', {
  names: parentRelations,
  description: 'Who a parent is to the member. One FATHER, one MOTHER.',
})

/** The GraphQL enum EducationLevel. */
export const levelEnum = enumOf('EducationLevel', { names: educationLevels, description: 'A kind of school.' })

/** The GraphQL enum BaptismType. */
export const baptismTypeEnum = enumOf('BaptismType', { names: baptismTypes, description: 'How somebody was baptised.' })

/** The GraphQL enum BaptismMode. */
export const baptismModeEnum = enumOf('BaptismMode', {
  names: baptismModes,
  description: 'When somebody was baptised.',
})
