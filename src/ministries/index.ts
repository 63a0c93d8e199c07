export { addMinistries, addMinistryMembers, type NewMinistryMember } from './ministries.repository.js'
export type { Ministry } from './ministry.js'
