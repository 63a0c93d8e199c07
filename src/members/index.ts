export { type Entrant, enterMembers } from './enter-members.js'
export type { Member } from './member.js'
export { mayReadPersonal } from './member.policy.js'
export { isRollEmpty, linkFreeMember, memberColumns } from './members.repository.js'
