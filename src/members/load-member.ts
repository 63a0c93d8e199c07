import { batchedById } from '../platform/batched.js'
import { membersById } from './members.repository.js'

/** One member by id, batched with the others that this ctx asks for; null when there is none. Checks no right. */
export const loadMember = batchedById(membersById)
