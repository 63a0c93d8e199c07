export { addUser, findUser, hasUsers } from './identity.repository.js'
export { hashPassword } from './password.js'
export type { User } from './user.js'
