export { addMinistries, addMinistryMembers, type NewMinistryMember } from './ministries.repository.js'
export { findMinistry, loadMinistry } from './load-ministry.js'
export {
  type MinistryEnded,
  ministryArchived,
  ministryJoined,
  ministryJoinRequested,
  ministryRemoved,
  type StayTold,
} from './ministry-announcements.js'
export { type MinistryCategory, ministryRefusals, type NewMinistry as Ministry, openCategories } from './ministry.js'
