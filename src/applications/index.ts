export { applicationMails } from './application-mails.js'
export { applicationApproved, applicationConfirmed, applicationSubmitted } from './application-announcements.js'
export type { Application } from './application.js'
export { eraseOldApplications, findOldApplications } from './erase-old-applications.js'
