export { createMember } from './create-member.js'
export { closeAccounts } from './close-account.js'
export { enterMembers, type Entrant } from './enter-members.js'
export { loadMember } from './load-member.js'
export { memberAudit } from './member-audit.js'
export {
  genders,
  type Member,
  type MemberCard,
  type MemberProfile,
  memberStatuses,
  profileFaults,
  tidyProfile,
} from './member.js'
export { likelyMembers } from './member-duplicates.queries.js'
export { memberRows, type MemberText } from './member-rows.queries.js'
export { searchWords, type WantedMembers, wordPattern } from './wanted-members.queries.js'
export { mayChangePhoto, mayCreateMember, mayManageMembers, mayReadPersonal, mayReadRoll } from './member.policy.js'
export { linkFreeMember } from './linked-accounts.repository.js'
export { memberColumns } from './member-columns.js'
export { changeMember, isRollEmpty, lockMember, setPhoto } from './members.repository.js'
export {
  accountLinked,
  accountUnlinked,
  memberErased,
  membersGone,
  type MembersMerged,
  membersMerged,
} from './member-announcements.js'
export { moveToStatus } from './move-to-status.js'
export { lockMembers, writeMembers } from './write-members.repository.js'
export { blankMembers, eraseTracesOfMany } from './member-life.repository.js'
export { isOnRoll } from './on-roll.queries.js'
export { recordFields } from './member-record.js'
