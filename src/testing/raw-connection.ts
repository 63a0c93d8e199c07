import { once } from 'node:events'
import { connect } from 'node:net'

/** A connection that sends exactly the bytes it is told to: for clients that no library would be. */
export interface RawConnection {
  send(text: string | Buffer): void
  /** Everything that has come so far. */
  received(): string
  /** Resolves to everything that came, once the server has ended the connection. */
  readonly ended: Promise<string>
  /** Sends no more, and listens on. */
  finish(): void
  close(): void
}

/** Connects to a port of this machine. */
export async function connectRaw(port: number): Promise<RawConnection> {
  const socket = connect({ port, host: '127.0.0.1' })
  await once(socket, 'connect')
  const chunks: Buffer[] = []
  const received = (): string => Buffer.concat(chunks).toString('latin1')
  socket.on('data', (chunk) => chunks.push(chunk))
  // A reset is an end too.
  socket.on('error', () => socket.destroy())
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(received())))
  const send = (text: string | Buffer): void => void socket.write(text)
  return { send, received, ended, finish: () => void socket.end(), close: () => socket.destroy() }
}

/** Sends one request as it stands and resolves to the status and the body of the answer. */
export async function sendRaw(port: number, request: string | Buffer): Promise<{ status: number; text: string }> {
  const connection = await connectRaw(port)
  connection.send(request)
  const text = await connection.ended
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text }
}
