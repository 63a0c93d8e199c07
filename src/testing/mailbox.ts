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
  /** Whom it is about; everybody unless given. */
  readonly address?: string
}

/** A real SMTP server on this machine. */
export interface Mailbox {
  readonly url: string
  readonly received: readonly ReceivedMail[]
  /** The first mail to this address, once it is there. Fails after 15 seconds. */
  to(address: string): Promise<ReceivedMail>
  /** From now on mails are read and not answered; resolves, once one is, to what answers them all. */
  hold(): Promise<() => void>
  /** From now on receivers are answered so; null takes mails again. */
  refuse(refusal: Refusal | null): void
  close(): Promise<void>
}

/** Starts one; on a free port unless named. */
export async function startMailbox(port = 0): Promise<Mailbox> {
  const received: ReceivedMail[] = []
  const state: State = { refusal: null, arrived: Promise.withResolvers(), answer: Promise.resolve() }
  const server = serverOf(received, state)
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
    async hold() {
      const answer = Promise.withResolvers<void>()
      Object.assign(state, { arrived: Promise.withResolvers(), answer: answer.promise })
      await state.arrived.promise
      return () => answer.resolve()
    },
    refuse: (next) => void (state.refusal = next),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

interface State {
  refusal: Refusal | null
  arrived: PromiseWithResolvers<void>
  answer: Promise<void>
}

function serverOf(received: ReceivedMail[], state: State): SMTPServer {
  const take = async (stream: Readable, receivers: readonly { readonly address: string }[]): Promise<void> => {
    const raw = await buffer(stream)
    const to = receivers.map(({ address }) => address)
    received.push({ to, mail: await PostalMime.parse(raw), raw: raw.toString() })
    state.arrived.resolve()
    await state.answer
  }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    // A test that ends does not wait for connections of workers that were killed.
    closeTimeout: 100,
    onRcptTo({ address }, _session, answer) {
      const { refusal } = state
      const isRefused = refusal && (refusal.address ?? address) === address
      answer(isRefused ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null)
    },
    onData(stream, { envelope }, answer) {
      void take(stream, envelope.rcptTo).then(() => answer())
    },
  })
  server.on('error', () => undefined)
  return server
}
