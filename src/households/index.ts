export { householdRefusals, isMinor, type NewHousehold as Household, type Relation } from './household.js'
export { addHouseholds } from './households.repository.js'
export { addHouseholdMembers } from './residences.repository.js'
