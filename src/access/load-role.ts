import { batchedById } from '../platform/batched.js'
import { rolesById } from './roles.repository.js'

/** One role by id, batched with the others that this ctx asks for; null when there is none. */
export const loadRole = batchedById(rolesById)
