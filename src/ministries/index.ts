export { addMinistries, addMinistryMembers, type NewMinistryMember } from './ministries.repository.js'
export {
  ministryArchived,
  ministryJoined,
  ministryJoinRequested,
  ministryRemoved,
  type StayTold,
} from './ministry-announcements.js'
export { ministryRefusals, type NewMinistry as Ministry } from './ministry.js'
