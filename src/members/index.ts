export { type Entrant, enterMembers } from './enter-members.js'
export type { Member } from './member.js'
export { mayCreateMember, mayReadPersonal, mayReadRoll } from './member.policy.js'
export { isRollEmpty, linkFreeMember, memberColumns } from './members.repository.js'
