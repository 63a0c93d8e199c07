import { createTransport } from 'nodemailer'
import { compose } from './compose.js'
import type { MailTransport, SenderOptions } from './mail-transport.js'
import { WrongMail } from './mail.js'

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
        const said = answerOf(error)
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

/** What the server said, without the addresses that it repeats. */
function answerOf(error: unknown): string {
  const said = error instanceof Error && 'response' in error ? String(error.response) : String(error)
  return said.replaceAll(/[^\s<>:;,]+@[^\s<>:;,]+/g, '…').slice(0, 300)
}
