import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { type ExecutionArgs, GraphQLError } from 'graphql'
import type { Context, ServerOptions } from 'graphql-ws'
import { type Extra, useServer } from 'graphql-ws/use/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { Blocked, OverLimit } from '../platform/blocked.js'
import { closeCodeOf, type SocketEntry } from './enter-by-socket.js'
import { formatError } from './format-error.js'
import { farewell, free, letIn, makeRoom, type Reception, type SocketOptions, turnAway } from './let-socket-in.js'
import { createReadDocuments } from './read-documents.js'
import { readSubscription } from './read-subscription.js'
import { countMessages, createSocketCounts, mostOfOne } from './socket-counts.js'
import { subscribeAfresh, type Subscriber } from './subscribe.js'
import { refuseUpgrade, whyNotUpgrade } from './upgrade-to-socket.js'

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
const drainBatch = 200
const drainPause = 100

type Parameters = Record<string, unknown> | undefined
type SocketContext = Context<Parameters, Extra>

/** Serves subscriptions on `/graphql` (graphql-transport-ws); queries and mutations belong to HTTP. */
export function serveSockets(server: Server, options: SocketOptions): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessage, perMessageDeflate: false })
  const readDocument = createReadDocuments(options.schema, { hideSuggestions: options.isProduction })
  const kept = { entries: new WeakMap(), requests: new WeakMap(), counts: createSocketCounts() }
  const opened: Reception = { ...options, ...kept, readDocument }
  const protocol = useServer(protocolOptions(opened), sockets, keepAlive)
  let drained: Promise<void> | null = null

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Until ws takes over, nobody else listens for a connection that breaks.
    socket.on('error', destroyOnError)
    if (drained) return refuseUpgrade(socket, restarting())
    void whyNotUpgrade(options, request).then((blocked) => {
      if (blocked) return refuseUpgrade(socket, blocked)
      return sockets.handleUpgrade(request, socket, head, (client) => receive(opened, sockets, { client, request }))
    })
  })

  return { drain: () => (drained ??= drain(sockets).then(() => protocol.dispose())) }
}

async function drain({ clients }: WebSocketServer): Promise<void> {
  const open = [...clients]
  for (let at = 0; at < open.length; at += drainBatch) {
    if (at > 0) await pause(drainPause)
    for (const client of open.slice(at, at + drainBatch)) client.close(1012, 'Service restart')
  }
  // Whoever does not answer the farewell, because it hangs or went away, is not waited for.
  setTimeout(() => {
    for (const client of open) client.terminate()
  }, farewell).unref()
}

/** Holds nothing, for as long as the socket is open. */
function destroyOnError(this: Duplex): void {
  this.destroy()
}

/** What graphql-ws keeps of a request for as long as its socket is open: nothing, for thousands of sockets. */
const noRequest = Object.freeze({}) as IncomingMessage

const restarting = (): Blocked => new Blocked('SERVICE_UNAVAILABLE', 'The server is restarting: come back.')

interface Arrival {
  readonly client: WebSocket
  readonly request: IncomingMessage
}

/** Takes a socket in, while there is room in this process and for its address. */
function receive({ parts, counts, requests }: Reception, sockets: WebSocketServer, { client, request }: Arrival): void {
  const { ip, requestId } = parts.originOf(request)
  const isTooMany = countMessages()
  client.on('message', () => {
    if (parts.isRateLimited && isTooMany()) turnAway(client)
  })
  if (!makeRoom(client, parts.isRateLimited ? counts.take({ process: 'all', ...(ip ? { address: ip } : {}) }) : free)) {
    client.on('error', () => undefined)
    return
  }
  requests.set(client, request)
  sockets.emit('connection', client, noRequest)
  // graphql-ws writes to the console what a client did wrong, and closes once more what ws has closed already.
  client.removeAllListeners('error')
  client.on('error', (error: Error & { readonly code?: string }) => {
    parts.log.info({ requestId, code: error.code }, 'a socket was closed because of what its client sent')
  })
}

function protocolOptions(options: Reception): ServerOptions<Parameters, Extra> {
  const { schema, parts, entries } = options
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
      const entry = await letIn(options, extra.socket, connectionParams ?? {})
      if (entry) entries.set(extra.socket, entry)
      return entry !== null
    },
    onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
      if (parts.isRateLimited && Object.keys(subscriptions).length > mostOfOne.subscriptions) return [endOneFirst()]
      const entry = entryOf(extra.socket)
      const read = await readSubscription(options, entry, payload)
      const close = (blocked: Blocked): void => extra.socket.close(closeCodeOf(blocked), blocked.code)
      // They stand in for the ctx, which is made anew for each delivery.
      return 'document' in read ? { ...read, contextValue: { entry, close } satisfies Subscriber } : read
    },
    subscribe: (args: ExecutionArgs) => subscribeAfresh(args, args.contextValue as Subscriber),
    onNext: (...[socket, , , , result]) =>
      result.errors ? { data: result.data ?? null, errors: mask(socket, result.errors) } : undefined,
    onError: (...[socket, , , errors]) => mask(socket, errors),
  }
}

function endOneFirst(): GraphQLError {
  const maximum = mostOfOne.subscriptions
  const message = `A socket carries ${maximum} subscriptions: end one first.`
  return new GraphQLError(message, { originalError: new OverLimit('THROTTLED', message, { maximum }) })
}
