export {
  accountsOfChurch,
  addKeptAccounts,
  type KeptAccount,
  removeAccounts,
  takenAccountIds,
} from './account-life.repository.js'
export { type AccountNews, accountNewsTask, tellHolder } from './account-news.js'
export { confirmPassword } from './confirm-password.js'
export { eraseAccount } from './erase-account.repository.js'
export { signOutByCookie } from './end-sessions.js'
export { type Delivery, enter, type Entered } from './enter.js'
export { findSuperAdmin } from './find-super-admin.js'
export { activateUser, addInvitedUser, addUser } from './new-users.repository.js'
export {
  accountState,
  findUser,
  findUserByEmail,
  findUsersWithSessions,
  findUserWithSession,
  hasProvedAddress,
  hasUsers,
  isAddressTaken,
  lockUser,
  mailboxOf,
  verifyAddress,
} from './identity.repository.js'
export { openSession, type Session } from './open-session.js'
export { hashPassword, isPassword } from './password.js'
export { passwordFault } from './password-rules.js'
export { refreshByCookie } from './refresh-session.js'
export { acceptPassword } from './new-password.js'
export { addRefreshToken, beginSession, endSessions } from './sessions.repository.js'
export { slowGuessing } from './slow-guessing.js'
export { tellAccount } from './tell-account.js'
export { addSuperAdmin, disableSuperAdmin } from './super-admins.repository.js'
export { type SuperAdminSession, signInSuperAdmin } from './sign-in-super-admin.js'
export type { User, UserWithSession } from './user.js'
export { type ChurchUser, type UserStatus } from './church-user.js'
export {
  activeAmong,
  churchUser,
  demandPassword,
  endEverySession,
  moveStatus,
  raiseEpoch,
} from './church-users.repository.js'
export { countUsers, userList } from './user-list.queries.js'
