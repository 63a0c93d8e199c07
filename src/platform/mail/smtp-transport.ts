import { createTransport } from 'nodemailer'
import { compose } from './compose.js'
import type { MailTransport, SenderOptions } from './mail-transport.js'
import { type Mail, WrongMail } from './mail.js'

/** How long a server may take for an answer, in milliseconds: a stop waits for mails that are on their way. */
const patience = 15_000

/** Hands mails to the server at `url`, smtp: or smtps:. Passwords go only over TLS, but for this machine. */
export function smtpTransport(url: string, sender: SenderOptions): MailTransport {
  const { username, hostname } = new URL(url)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const transporter = createTransport({
    url,
    requireTLS: username !== '' && !isHere,
    ...{ connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience, dnsTimeout: patience },
  })
  return {
    async send(mail, id) {
      const message = compose(mail, id, sender)
      try {
        await transporter.sendMail(message)
      } catch (error) {
        const said = answerOf(error, mail)
        if (isFinal(error)) throw new WrongMail(`The mail server refused it: ${said}`, { cause: error })
        // Whoever logs it, or keeps it with the job, keeps nobody's address.
        throw new Error(`The mail server did not take it: ${said}`, { cause: error })
      }
    },
    close: async () => transporter.close(),
  }
}

// 5xx to the envelope or the message is about this mail; to a sign-in or a greeting, about us.
const isFinal = (error: unknown): boolean =>
  error instanceof Error &&
  'responseCode' in error &&
  typeof error.responseCode === 'number' &&
  error.responseCode >= 500 &&
  'code' in error &&
  (error.code === 'EENVELOPE' || error.code === 'EMESSAGE')

/** What the server said, without the addresses that it repeats, and what else it repeats of the mail. */
function answerOf(error: unknown, { to, subject }: Mail): string {
  const said = error instanceof Error && 'response' in error ? String(error.response) : String(error)
  const withoutAddresses = said.replaceAll(/[^\s<>:;,]+@[^\s<>:;,]+/g, '…')
  // "No such user ama here": half an address is whose it is, too.
  const local = to.address.slice(0, to.address.lastIndexOf('@'))
  return [subject, to.name ?? '', local].reduce(withoutWord, withoutAddresses).slice(0, 300)
}

/** Leaves `word` out wherever it stands alone, in capitals or not. */
function withoutWord(text: string, word: string): string {
  if (word.trim() === '') return text
  const literal = word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
  return text.replaceAll(new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`, 'giu'), '…')
}
