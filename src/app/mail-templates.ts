import type { MailTemplate } from '../platform/mail/mail-task.js'

/** Every mail that this code can write; domains declare theirs and they are gathered here. */
export const mailTemplates: readonly MailTemplate[] = []
