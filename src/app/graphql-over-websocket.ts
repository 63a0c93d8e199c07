import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { GraphQLError } from 'graphql'
import { type Context, handleProtocols, makeServer, type Server as Protocol, type ServerOptions } from 'graphql-ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { Blocked, OverLimit } from '../platform/blocked.js'
import { converse, type Extra } from './converse.js'
import { closeCodeOf, type SocketEntry } from './enter-by-socket.js'
import { formatError } from './format-error.js'
import { keepSocketsAlive } from './keep-sockets-alive.js'
import { farewell, free, letIn, makeRoom, type Reception, type SocketOptions, turnAway } from './let-socket-in.js'
import { createReadDocuments } from './read-documents.js'
import { readSubscription, type Subscription } from './read-subscription.js'
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
const signOfLife = 25_000
const drainBatch = 200
const drainPause = 100

type Parameters = Record<string, unknown> | undefined
type SocketContext = Context<Parameters, Extra>

/** Serves subscriptions on `/graphql` (graphql-transport-ws); queries and mutations belong to HTTP. */
export function serveSockets(server: Server, options: SocketOptions): Sockets {
  const sockets = new WebSocketServer({
    ...{ noServer: true, maxPayload: maxMessage, perMessageDeflate: false, handleProtocols },
  })
  const readDocument = createReadDocuments(options.schema, { hideSuggestions: options.isProduction })
  const kept = { entries: new WeakMap(), requests: new WeakMap(), counts: createSocketCounts() }
  const reception: Reception = { ...options, ...kept, readDocument }
  const opened = { reception, protocol: makeServer(protocolOptions(reception)), alive: keepSocketsAlive(signOfLife) }
  let drained: Promise<void> | null = null

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Until ws takes over, nobody else listens for a connection that breaks.
    socket.on('error', destroyOnError)
    if (drained) return refuseUpgrade(socket, restarting())
    void whyNotUpgrade(options, request).then((blocked) => {
      if (blocked) return refuseUpgrade(socket, blocked)
      return sockets.handleUpgrade(request, socket, head, (client) => receive(opened, { client, request }))
    })
  })

  return { drain: () => (drained ??= drain(sockets).then(() => opened.alive.end())) }
}

async function drain(sockets: WebSocketServer): Promise<void> {
  const open = [...sockets.clients]
  for (let at = 0; at < open.length; at += drainBatch) {
    if (at > 0) await pause(drainPause)
    for (const client of open.slice(at, at + drainBatch)) client.close(1012, 'Service restart')
  }
  // Whoever does not answer the farewell, because it hangs or went away, is not waited for.
  setTimeout(() => {
    for (const client of open) client.terminate()
  }, farewell).unref()
  await new Promise((resolve) => sockets.close(resolve))
}

/** Holds nothing, for as long as the socket is open. */
function destroyOnError(this: Duplex): void {
  this.destroy()
}

const restarting = (): Blocked => new Blocked('SERVICE_UNAVAILABLE', 'The server is restarting: come back.')

interface Arrival {
  readonly client: WebSocket
  readonly request: IncomingMessage
}

interface Opened {
  readonly reception: Reception
  readonly protocol: Protocol<Extra>
  readonly alive: ReturnType<typeof keepSocketsAlive>
}

/** Takes a socket in, while there is room in this process and for its address. */
function receive({ reception, protocol, alive }: Opened, { client, request }: Arrival): void {
  const { parts, counts, requests } = reception
  const { ip, requestId } = parts.originOf(request)
  client.on('error', (error: Error & { readonly code?: string }) => {
    parts.log.info({ requestId, code: error.code }, 'a socket was closed because of what its client sent')
  })
  if (!makeRoom(client, parts.isRateLimited ? counts.take({ process: 'all', ...(ip ? { address: ip } : {}) }) : free))
    return
  requests.set(client, request)
  alive.watch(client)
  converse(client, {
    protocol,
    letPass: parts.isRateLimited ? letFewPass(client) : letPass,
    failed: (err) => parts.log.error({ err, requestId }, 'a socket failed'),
  })
}

const letPass = (): boolean => true

/** Lets a minute's messages pass; with one more the client is turned away. */
function letFewPass(client: WebSocket): () => boolean {
  const isTooMany = countMessages()
  return () => {
    const isOne = !isTooMany()
    if (!isOne) turnAway(client)
    return isOne
  }
}

function protocolOptions(options: Reception): ServerOptions<Parameters, Extra> {
  const { schema, parts, entries, compiled } = options
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
    onConnect: (greeted) => greet(options, greeted),
    onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
      if (parts.isRateLimited && Object.keys(subscriptions).length > mostOfOne.subscriptions) return [endOneFirst()]
      const entry = entryOf(extra.socket)
      const read = await readSubscription(options, entry, payload)
      // It is kept until the subscription ends; thousands ask for the same.
      Object.assign(payload, { query: '' })
      const close = (blocked: Blocked): void => extra.socket.close(closeCodeOf(blocked), blocked.code)
      // They stand in for the ctx, which is made anew for each delivery.
      return 'document' in read ? { ...read, contextValue: { entry, close, compiled } satisfies Subscriber } : read
    },
    // They are what was answered above.
    subscribe: (args) => subscribeAfresh(args as Subscription, args.contextValue as Subscriber),
    onNext: (...[socket, , , , result]) =>
      result.errors ? { data: result.data ?? null, errors: mask(socket, result.errors) } : undefined,
    onError: (...[socket, , , errors]) => mask(socket, errors),
  }
}

async function greet(reception: Reception, greeted: SocketContext): Promise<boolean> {
  const { extra, connectionParams } = greeted
  // A token has no business in memory for as long as its socket is open.
  Object.assign(greeted, { connectionParams: undefined })
  const entry = await letIn(reception, extra.socket, connectionParams ?? {})
  if (entry) reception.entries.set(extra.socket, entry)
  return entry !== null
}

function endOneFirst(): GraphQLError {
  const maximum = mostOfOne.subscriptions
  const message = `A socket carries ${maximum} subscriptions: end one first.`
  return new GraphQLError(message, { originalError: new OverLimit('THROTTLED', message, { maximum }) })
}
