import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** A name server on this machine that knows the texts it was told, and nothing else. */
export interface NameServer {
  /** `127.0.0.1:<port>`. */
  readonly address: string
  /** Publishes texts at a name, in place of those before. */
  publish(name: string, ...texts: readonly string[]): void
  close(): Promise<void>
}

/** Starts one: it speaks the protocol of RFC 1035 over UDP, as far as TXT records need it. */
export async function startNameServer(): Promise<NameServer> {
  const records = new Map<string, readonly string[]>()
  const socket = createSocket('udp4')
  socket.on('message', (query, client) => {
    const { name, end } = readQuestion(query)
    socket.send(answer(query.subarray(0, end), records.get(name) ?? null), client.port, client.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    publish: (name, ...texts) => void records.set(name, texts),
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

const headerLength = 12

/** The name in the only question of a query, and where the question ends. */
function readQuestion(query: Buffer): { name: string; end: number } {
  const labels: string[] = []
  let at = headerLength
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  // The closing zero, the type and the class.
  return { name: labels.join('.').toLowerCase(), end: at + 1 + 4 }
}

/** An answer with these texts; null for "no such name". */
function answer(question: Buffer, texts: readonly string[] | null): Buffer {
  const head = Buffer.from(question)
  // An authoritative response; NXDOMAIN when there is nothing.
  head.writeUInt16BE(0x8580 + (texts ? 0 : 3), 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(texts?.length ?? 0, 6)
  head.writeUInt32BE(0, 8)
  return Buffer.concat([head, ...(texts ?? []).map(record)])
}

function record(text: string): Buffer {
  const pieces = (text.match(/.{1,255}/gs) ?? ['']).map((piece) => {
    const bytes = Buffer.from(piece)
    return Buffer.concat([Buffer.from([bytes.length]), bytes])
  })
  const value = Buffer.concat(pieces)
  // The name of the question, TXT, IN, a second to live, and how long the value is.
  const head = Buffer.from([0xc0, headerLength, 0, 16, 0, 1, 0, 0, 0, 1, 0, 0])
  head.writeUInt16BE(value.length, 10)
  return Buffer.concat([head, value])
}
