export { addMinistries, addMinistryMembers, type NewMinistryMember } from './ministries.repository.js'
export { ministryRefusals, type NewMinistry as Ministry } from './ministry.js'
export { findMinistry, loadMinistry } from './load-ministry.js'
