import type { Mail, Mailbox } from './mail.js'

/** The way out for mails. */
export interface MailTransport {
  /**
   * Resolves when the next server has taken the mail. `id` becomes its Message-ID: one that is sent again is known by
   * it. Throws WrongMail when that server refuses it for good, and other errors for what may end.
   */
  send(mail: Mail, id: string): Promise<void>
  close(): Promise<void>
}

/** What all mails of an installation have in common. */
export interface SenderOptions {
  readonly from: Mailbox
}
