export { addMinistries, addMinistryMembers, type NewMinistryMember } from './ministries.repository.js'
export { type MinistryCategory, ministryRefusals, type NewMinistry as Ministry, openCategories } from './ministry.js'
