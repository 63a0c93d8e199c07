import { WebSocket } from 'ws'
import { cursorOf, sequenceIn } from '../../../src/testing/cursors.js'

/** A socket that is to be opened. */
export interface Seat {
  readonly id: number
  /** The schema of its church. */
  readonly church: string
  /** The Host header: the church's. */
  readonly host: string
  readonly token: string
  /** The loopback address it calls from. */
  readonly address: string
  /** Behind which number of its church's sequence it begins. */
  readonly after: string
  /** Whether it asks for long answers. */
  readonly isWide: boolean
}

/** What the bench tells a client process. */
export type Order =
  | { readonly kind: 'open'; readonly port: number; readonly seats: readonly Seat[] }
  /** How many sockets lack the newest number of their church. */
  | { readonly kind: 'behind'; readonly newest: ReadonlyMap<string, string> }
  | { readonly kind: 'take' }

/** What one socket was sent since this was last asked, in its order. */
export interface Taken {
  readonly id: number
  readonly messages: readonly {
    readonly seq: string
    readonly id: string
    readonly at: number
    readonly sent: number
  }[]
  readonly resyncs: number
  readonly connections: number
  readonly refusals: readonly string[]
}

/** `wide` asks for the description so often that a few hundred messages are more than the kernel takes for a reader. */
const queryOf = (isWide: boolean): string => `subscription ($after: String) { notificationAdded(after: $after) {
  sequence resync notification { id type title message createdAt isRead event { id title startsAt ${isWide ? wide : ''} } } } }`
const wide = Array.from({ length: 16 }, (_, at) => `description${at}: description`).join(' ')
const atOnce = 50

interface Delivery {
  readonly sequence: string | null
  readonly resync: boolean
  readonly notification: { readonly id: string; readonly createdAt: string } | null
}

interface Frame {
  readonly type: string
  readonly id?: string
  readonly payload?: { readonly data?: { readonly notificationAdded: Delivery } | null; readonly errors?: unknown }
}

/** One client, who comes back with the last place it has whenever it loses its socket. */
class Listener {
  /** The last number that it has. */
  last: string
  #after: string
  readonly seat: Seat
  #messages: { seq: string; id: string; at: number; sent: number }[] = []
  #resyncs = 0
  #connections = 0
  #refusals: string[] = []
  #subscription = 0
  readonly #port: number

  constructor(seat: Seat, port: number) {
    this.seat = seat
    this.#port = port
    this.last = seat.after
    this.#after = cursorOf(seat.token, seat.after)
  }

  connect(): Promise<void> {
    const { host, address, token } = this.seat
    const socket = new WebSocket(`ws://127.0.0.1:${this.#port}/graphql`, 'graphql-transport-ws', {
      ...{ headers: { host }, localAddress: address, perMessageDeflate: false },
    })
    return new Promise((settled) => {
      socket.on('error', () => undefined)
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { token } })))
      socket.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString()) as Frame
        if (frame.type === 'connection_ack') {
          this.#connections += 1
          settled()
          this.#subscribe(socket)
        } else this.#hear(socket, frame)
      })
      socket.on('close', (code) => {
        settled()
        if (code >= 4000) this.#refusals.push(String(code))
        setTimeout(() => void this.connect(), 100 + Math.random() * 400)
      })
    })
  }

  #subscribe(socket: WebSocket): void {
    this.#subscription += 1
    const payload = { query: queryOf(this.seat.isWide), variables: { after: this.#after } }
    socket.send(JSON.stringify({ id: String(this.#subscription), type: 'subscribe', payload }))
  }

  #hear(socket: WebSocket, { type, id, payload }: Frame): void {
    if (type === 'ping') socket.send('{"type":"pong"}')
    if (id !== String(this.#subscription)) return
    if (type === 'error' || payload?.errors) this.#refusals.push(JSON.stringify(payload).slice(0, 300))
    if (type === 'error' || type === 'complete') return socket.close()
    const delivery = payload?.data?.notificationAdded
    if (!delivery) return
    if (delivery.resync) {
      this.#resyncs += 1
      socket.send(JSON.stringify({ id, type: 'complete' }))
      this.#subscribe(socket)
    } else this.#keep(delivery)
  }

  #keep({ sequence, notification }: Delivery): void {
    const at = performance.timeOrigin + performance.now()
    const sent = Date.parse(notification?.createdAt ?? '')
    if (sequence === null) return
    const seq = sequenceIn(sequence)
    this.#messages.push({ seq, id: notification?.id ?? '', at, sent })
    this.last = seq
    this.#after = sequence
  }

  take(): Taken {
    const taken = {
      id: this.seat.id,
      ...{ messages: this.#messages, resyncs: this.#resyncs, connections: this.#connections },
      refusals: this.#refusals,
    }
    this.#messages = []
    this.#refusals = []
    this.#resyncs = 0
    this.#connections = 0
    return taken
  }
}

const listeners = new Map<number, Listener>()

async function open(port: number, seats: readonly Seat[]): Promise<void> {
  const waiting = [...seats]
  const openNext = async (): Promise<void> => {
    for (let seat = waiting.shift(); seat; seat = waiting.shift()) {
      const listener = new Listener(seat, port)
      listeners.set(seat.id, listener)
      await listener.connect()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, openNext))
}

function countBehind(newest: ReadonlyMap<string, string>): number {
  return [...listeners.values()].filter(({ last, seat }) => last !== newest.get(seat.church)).length
}

process.on('message', (order: Order) => {
  if (order.kind === 'open') void open(order.port, order.seats).then(() => process.send?.('opened'))
  else if (order.kind === 'behind') process.send?.(countBehind(order.newest))
  else process.send?.([...listeners.values()].map((listener) => listener.take()))
})
process.on('disconnect', () => process.exit())
