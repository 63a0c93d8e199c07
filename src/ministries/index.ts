export { addMinistries, addMinistryMembers, type NewMinistryMember } from './ministries.repository.js'
export { ministryRefusals, type NewMinistry as Ministry } from './ministry.js'
export {
  type MinistryEnded,
  ministryArchived,
  ministryJoined,
  ministryJoinRequested,
  ministryRemoved,
  type StayTold,
} from './ministry-announcements.js'
