export {
  accountsOfChurch,
  addKeptAccounts,
  type KeptAccount,
  removeAccounts,
  takenAccountIds,
} from './account-life.repository.js'
export { findSuperAdmin } from './find-super-admin.js'
export { addUser, beginSession, findUser, hasUsers } from './identity.repository.js'
export { openSession, type Session } from './open-session.js'
export { hashPassword } from './password.js'
export { passwordFault } from './password-rules.js'
export { addSuperAdmin, disableSuperAdmin } from './super-admins.repository.js'
export { type SuperAdminSession, signInSuperAdmin } from './sign-in-super-admin.js'
export type { User } from './user.js'
