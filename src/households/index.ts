export type { Household, Relation } from './household.js'
export { addHouseholdMembers, addHouseholds } from './households.repository.js'
