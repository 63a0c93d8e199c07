import { batchedById } from '../platform/batched.js'
import { eventsById } from './events.repository.js'

/** One event by id, batched with the others that this ctx asks for; null when there is none. */
export const loadEvent = batchedById(eventsById)
