import type { Server, WebSocket as Conversation } from 'graphql-ws'
import type { WebSocket } from 'ws'

/** What every operation of a conversation can be told apart by. */
export interface Extra {
  readonly socket: WebSocket
}

/** What happens around a conversation. */
export interface Converse {
  readonly protocol: Server<Extra>
  /** Asked of each message: one that is not let pass is not heard. */
  readonly letPass: () => boolean
  /** Told of what should never be thrown. */
  readonly failed: (error: unknown) => void
}

const badRequest = 4400
const internalError = 4500

/**
 * Lets a socket speak graphql-transport-ws. In place of `graphql-ws/use/ws`, which writes to the console what a client did
 * wrong, has a timer for each socket, and keeps each frame in memory for as long as the subscription that it began.
 */
export function converse(client: WebSocket, { protocol, letPass, failed }: Converse): void {
  const socket = new Socket(client, letPass, failed)
  const closed = protocol.opened(socket, { socket: client })
  client.on('close', (code, reason) => void closed(code, String(reason)).catch(failed))
}

class Socket implements Conversation {
  readonly #client: WebSocket
  readonly #letPass: () => boolean
  readonly #failed: (error: unknown) => void

  constructor(client: WebSocket, letPass: () => boolean, failed: (error: unknown) => void) {
    this.#client = client
    this.#letPass = letPass
    this.#failed = failed
  }

  get protocol(): string {
    return this.#client.protocol
  }

  /** Resolves when the frame has left: whoever reads slowly is written to slowly. */
  send(text: string): Promise<void> {
    const client = this.#client
    if (client.readyState !== client.OPEN) return Promise.resolve()
    return new Promise((resolve, reject) => {
      client.send(text, (error) => (error ? reject(error) : resolve()))
    })
  }

  close(code?: number, reason?: string): void {
    // It may repeat what the client sent, such as an id.
    this.#client.close(code, reason && withinFrame(reason))
  }

  onMessage(hear: (message: string) => Promise<void>): void {
    this.#client.on('message', (raw: Buffer) => {
      if (this.#letPass()) this.#hear(raw, hear)
    })
  }

  #hear(raw: Buffer, hear: (message: string) => Promise<void>): void {
    const message = read(raw)
    if (message === undefined) return this.close(badRequest, 'Invalid message received')
    // It takes what is no text as it is; a text would stay in memory until its subscription ends.
    hear(message as string).catch((error: unknown) => {
      this.#failed(error)
      this.close(internalError, 'Internal server error')
    })
  }
}

/** As much of a text as the reason of a close may be (RFC 6455, 5.5: a frame of 125 bytes with the code), in whole letters. */
const withinFrame = (reason: string): string => reason.slice(0, utf8.encodeInto(reason, new Uint8Array(123)).read)

const utf8 = new TextEncoder()

/** What a frame says; undefined when it is no JSON. */
function read(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString())
  } catch {
    return undefined
  }
}
