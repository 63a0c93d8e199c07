export { addHousehold, addHouseholdMember } from './households.repository.js'
