export type { Member } from './member.js'
export { mayReadPersonal } from './member.policy.js'
export { memberColumns } from './members.repository.js'
