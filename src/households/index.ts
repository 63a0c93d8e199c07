export { createHousehold } from './create-household.js'
export {
  householdRefusals,
  isMinor,
  type NewHousehold as Household,
  type Relation,
  relationElsewhere,
} from './household.js'
export { addHouseholds, archiveHouseholds, householdsById } from './households.repository.js'
export { addHouseholdMembers } from './residences.repository.js'
export { lockMovers } from './household-members.queries.js'
export { addHouseholdMember } from './move-member.js'
export { endStays } from './member-moves.repository.js'
