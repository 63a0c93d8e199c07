import { isAddress, type Mailbox } from '../platform/mail/mail.js'
import { readUrl } from './database-settings.js'
import { WrongSetting } from './wrong-setting.js'

/** How mails leave. */
export interface MailSettings {
  /** The server that takes them, smtp: or smtps:; null to have them written to files in `dataDir`. */
  readonly smtpUrl: string | null
  readonly from: Mailbox
}

/** Reads SMTP_URL and MAIL_FROM. Throws WrongSetting. */
export function readMail(read: (name: string) => string | null, baseDomain: string): MailSettings {
  const smtpUrl = readUrl(read, 'SMTP_URL', ['smtp:', 'smtps:'])
  const text = read('MAIL_FROM')
  if (smtpUrl !== null && text === null) {
    throw new WrongSetting('MAIL_FROM is required beside SMTP_URL: set it to "FaithFlow <no-reply@your-domain>".')
  }
  const [, name, inBrackets] = /^(?:"?([^"<>]*?)"?\s*)?<([^<>]+)>$/.exec(text ?? '') ?? []
  const address = inBrackets ?? text ?? `no-reply@${baseDomain}`
  if (!isAddress(address)) throw new WrongSetting(`MAIL_FROM must be "Name <name@domain>", not "${text}".`)
  return { smtpUrl, from: { address, name: name || 'FaithFlow' } }
}
