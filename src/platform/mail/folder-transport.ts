import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Log } from '../log.js'
import { compose } from './compose.js'
import type { MailTransport, SenderOptions } from './mail-transport.js'

/**
 * Writes mails into `folder`, one .eml each, for an installation without a mail server; only its owner may read them.
 * The log names the file, and neither whom it goes to nor what it says.
 */
export function folderTransport(folder: string, sender: SenderOptions & { readonly log: Log }): MailTransport {
  const transporter = createTransport({ streamTransport: true, buffer: true })
  return {
    async send(mail, id) {
      const { message } = await transporter.sendMail(compose(mail, id, sender))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // Named after its id: one that is sent again takes the place of the first.
      const file = join(folder, `${id}.eml`)
      await writeFile(`${file}.part`, message, { mode: 0o600 })
      await rename(`${file}.part`, file)
      sender.log.info({ file }, 'a mail was written to a file: set SMTP_URL to have them sent')
    },
    close: async () => undefined,
  }
}
