export { invitationMail } from './invitation-mail.js'
export { invitationRefusals } from './invitation.js'
export { settleInvitations } from './settle-invitation.js'
