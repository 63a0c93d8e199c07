import { applicationMails } from '../applications/index.js'
import { invitationMail } from '../invitations/index.js'
import { accountMails } from '../mailed-links/index.js'
import type { MailTemplate } from '../platform/mail/mail-task.js'

/** Every mail that this code can write; domains declare theirs and they are gathered here. */
export const mailTemplates: readonly MailTemplate[] = [...accountMails, ...applicationMails, invitationMail]
