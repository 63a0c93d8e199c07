import { enumOf } from '../platform/graphql/enums.js'
import { genders, memberStatuses } from './member.js'

/** The genders of the schema. */
export const genderEnum = enumOf('Gender', { names: genders, description: 'The gender a member is recorded with.' })

/** The states of a member in the schema. */
export const memberStatusEnum = enumOf('MemberStatus', {
  names: memberStatuses,
  description: 'Where a member stands with the church.',
})
