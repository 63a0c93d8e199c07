import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { ExecutionArgs, GraphQLError, GraphQLSchema } from 'graphql'
import type { Context, ServerOptions } from 'graphql-ws'
import { type Extra, useServer } from 'graphql-ws/use/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { Blocked, blockedStatus } from '../platform/blocked.js'
import { millisecondsUntil } from '../platform/instant.js'
import { churchOfRequest, findNamed } from './church-of-request.js'
import { closeCodeOf, type Door, enterBySocket, type SocketEntry } from './enter-by-socket.js'
import { formatError } from './format-error.js'
import type { OpenSockets } from './open-sockets.js'
import { readSubscription, subscribeAfresh } from './subscribe.js'

/** What the live side of GraphQL is made of. */
export interface SocketOptions extends Door {
  readonly schema: GraphQLSchema
  /** Where those are kept that somebody was let in through. */
  readonly open: OpenSockets
}

/** Open sockets of a process. */
export interface Sockets {
  /** Refuses new ones, then closes those open in batches with 1012, which clients answer by coming back. */
  drain(): Promise<void>
}

/** The longest message a client may send, in bytes. */
const maxMessage = 64 * 1024
/** Milliseconds a client has to introduce itself. */
const greeting = 3000
/** Milliseconds between two signs of life. */
const keepAlive = 25_000
/** Milliseconds a client has to answer when its socket is closed. */
const farewell = 2000
const drainBatch = 200
const drainPause = 100

type Parameters = Record<string, unknown> | undefined
type SocketContext = Context<Parameters, Extra>

/** Serves subscriptions on `/graphql` (graphql-transport-ws); queries and mutations belong to HTTP. */
export function serveSockets(server: Server, options: SocketOptions): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessage, perMessageDeflate: false })
  const entries = new WeakMap<WebSocket, SocketEntry>()
  const protocol = useServer(protocolOptions(options, entries), sockets, keepAlive)
  let isDraining = false

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Until ws takes over, nobody else listens for a connection that breaks.
    socket.on('error', () => socket.destroy())
    void whyNotUpgrade(options, request, isDraining).then((blocked) => {
      if (blocked) return refuseUpgrade(socket, blocked)
      return sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request))
    })
  })

  return {
    async drain() {
      isDraining = true
      const open = [...sockets.clients]
      for (let at = 0; at < open.length; at += drainBatch) {
        if (at > 0) await pause(drainPause)
        for (const client of open.slice(at, at + drainBatch)) client.close(1012, 'Service restart')
      }
      // Whoever does not answer the farewell, because it hangs or went away, is not waited for.
      setTimeout(() => {
        for (const client of open) client.terminate()
      }, farewell).unref()
      await protocol.dispose()
    },
  }
}

function protocolOptions(
  options: SocketOptions,
  entries: WeakMap<WebSocket, SocketEntry>,
): ServerOptions<Parameters, Extra> {
  const { schema, parts } = options
  const entryOf = (socket: WebSocket): SocketEntry => {
    const entry = entries.get(socket)
    if (!entry) throw new Error('A socket got past its greeting without being let in.')
    return entry
  }
  const mask = ({ extra }: SocketContext, errors: readonly GraphQLError[]) => {
    const { church, origin } = entryOf(extra.socket).source
    const log = parts.log.child({ church: church.subdomain })
    return errors.map((error) => formatError(error, { requestId: origin.requestId, log }))
  }

  return {
    schema,
    connectionInitWaitTimeout: greeting,
    onConnect: async ({ extra, connectionParams }) => {
      const entry = await letIn(options, extra, connectionParams ?? {})
      if (entry) entries.set(extra.socket, entry)
      return entry !== null
    },
    onSubscribe: (socket, _id, payload) => {
      const read = readSubscription(schema, payload)
      // The entry stands in for the ctx, which is made anew for each delivery.
      return 'document' in read ? { ...read, contextValue: entryOf(socket.extra.socket) } : read
    },
    subscribe: (args: ExecutionArgs) => subscribeAfresh(args, args.contextValue as SocketEntry),
    onNext: (...[socket, , , , result]) =>
      result.errors ? { data: result.data ?? null, errors: mask(socket, result.errors) } : undefined,
    onError: (...[socket, , , errors]) => mask(socket, errors),
  }
}

async function letIn(
  door: SocketOptions,
  { socket, request }: Extra,
  parameters: Record<string, unknown>,
): Promise<SocketEntry | null> {
  const { clock, log } = door.parts
  try {
    const entry = await enterBySocket(door, request, parameters)
    // Gone while it was being let in: its close has been told already, and nothing would stop the timer.
    if (socket.readyState !== socket.OPEN) return null
    const left = millisecondsUntil(clock.now(), entry.expiresAt)
    const timer = setTimeout(() => socket.close(4403, 'TOKEN_EXPIRED'), left)
    socket.once('close', () => clearTimeout(timer))
    door.open.add(socket, entry.owner)
    // Closed just before it was counted, the church would keep this one socket.
    await entry.stillOpen()
    return entry
  } catch (error) {
    if (!(error instanceof Blocked)) log.error({ err: error }, 'a socket could not be greeted')
    if (error instanceof Blocked) socket.close(closeCodeOf(error), error.code)
    else socket.close(1013, 'SERVICE_UNAVAILABLE')
    return null
  }
}

/** Why a socket cannot be opened here; null when it can. Whose token it is shows only after the greeting. */
async function whyNotUpgrade(door: Door, request: IncomingMessage, isDraining: boolean): Promise<Blocked | null> {
  if (isDraining) return new Blocked('SERVICE_UNAVAILABLE', 'The server is restarting: come back.')
  const path = (request.url ?? '').split('?')[0]
  if (path !== '/graphql') return new Blocked('TENANT_NOT_FOUND', 'Sockets are served at /graphql.')
  try {
    await findNamed(door.catalogue, churchOfRequest(request, door.baseDomain))
    return null
  } catch (error) {
    if (error instanceof Blocked) return error
    door.parts.log.error({ err: error }, 'a church could not be looked up')
    return new Blocked('SERVICE_UNAVAILABLE', 'The church could not be looked up: try again.')
  }
}

function refuseUpgrade(socket: Duplex, { code, message }: Blocked): void {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] })
  const head = [
    `HTTP/1.1 ${blockedStatus[code]} Refused`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
