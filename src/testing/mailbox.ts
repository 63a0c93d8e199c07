import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { eventually } from './eventually.js'

/** A mail as it arrived. */
export interface ReceivedMail {
  /** Whom the envelope named. */
  readonly to: readonly string[]
  /** Header lines and bodies, decoded. */
  readonly mail: Email
  /** As it came over the wire. */
  readonly raw: string
}

/** What a server answers to a mail, in place of taking it. */
export interface Refusal {
  readonly code: number
  readonly text: string
}

/** A real SMTP server on this machine. */
export interface Mailbox {
  readonly url: string
  readonly received: readonly ReceivedMail[]
  /** The first mail to this address, once it is there. Fails after 15 seconds. */
  to(address: string): Promise<ReceivedMail>
  /** From now on each receiver is answered so; null takes mails again. */
  refuse(refusal: Refusal | null): void
  close(): Promise<void>
}

/** Starts one; on a free port unless named. */
export async function startMailbox(port = 0): Promise<Mailbox> {
  const received: ReceivedMail[] = []
  let refusal: Refusal | null = null
  const take = async (stream: Readable, receivers: readonly { readonly address: string }[]): Promise<void> => {
    const raw = await buffer(stream)
    const to = receivers.map(({ address }) => address)
    received.push({ to, mail: await PostalMime.parse(raw), raw: raw.toString() })
  }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo(_address, _session, answer) {
      answer(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null)
    },
    onData(stream, { envelope }, answer) {
      void take(stream, envelope.rcptTo).then(() => answer())
    },
  })
  server.on('error', () => undefined)
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  // A server that listens on a port has an address with one.
  const { port: listening } = server.server.address() as AddressInfo
  const find = (address: string) => received.find(({ to }) => to.includes(address))
  return {
    url: `smtp://127.0.0.1:${listening}`,
    received,
    async to(address) {
      await eventually(() => find(address)).toBeDefined()
      // It was there a moment ago, and mails are never taken out.
      return find(address) as ReceivedMail
    },
    refuse: (next) => void (refusal = next),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
