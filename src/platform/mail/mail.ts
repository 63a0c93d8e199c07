/** Somebody who sends or receives. */
export interface Mailbox {
  readonly address: string
  /** As it is shown beside the address. */
  readonly name?: string
}

/** A message, before anybody has put headers on it. */
export interface Mail {
  readonly to: Mailbox
  readonly subject: string
  /** Plain text; paragraphs are parted by empty lines, and addresses of pages stand alone on a line. */
  readonly text: string
  /** The same for those who see HTML; made of `text` when left out. */
  readonly html?: string
  /** The name it comes from, in place of the installation's. */
  readonly senderName?: string
  /** Where answers go, in place of the sender. */
  readonly replyTo?: Mailbox
  /** A page where whoever gets such mails can end that, by one click (RFC 8058). */
  readonly unsubscribeUrl?: string
}

/** A mail that cannot be sent as it is, however often it is tried. Says what is wrong and not what was in it. */
export class WrongMail extends Error {
  override readonly name = 'WrongMail'
}

// One mailbox and nothing else: no list, no comment, no quoting, no line break.
const addressPattern = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,253}$/
const controls = /[\p{Cc}\u2028\u2029]/u

/** Whether `text` is one address. */
export const isAddress = (text: string): boolean => addressPattern.test(text)

/** Throws WrongMail for what could put a line into the headers, or name a second receiver. */
export function checkMail(mail: Mail): void {
  const { to, replyTo, subject, senderName = '', unsubscribeUrl } = mail
  for (const { address, name = '' } of replyTo ? [to, replyTo] : [to]) {
    if (!isAddress(address)) throw new WrongMail('The address is none, or more than one.')
    if (controls.test(name)) throw new WrongMail('A name in the headers holds a line break.')
  }
  if (controls.test(subject) || controls.test(senderName)) throw new WrongMail('A header holds a line break.')
  if (subject.trim() === '') throw new WrongMail('The mail has no subject.')
  if (unsubscribeUrl !== undefined && !/^https:\/\/[^\s<>]+$/.test(unsubscribeUrl)) {
    throw new WrongMail('The page for ending mails must be an https URL.')
  }
}
