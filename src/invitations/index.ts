export { invitationMail } from './invitation-mail.js'
export { invitationRefusals } from './invitation.js'
export { removeExpiredRows } from './remove-expired.js'
export { settleInvitations } from './settle-invitation.js'
