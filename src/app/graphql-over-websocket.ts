import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { type ExecutionArgs, GraphQLError, type GraphQLSchema } from 'graphql'
import type { Context, ServerOptions } from 'graphql-ws'
import { type Extra, useServer } from 'graphql-ws/use/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { Blocked, OverLimit } from '../platform/blocked.js'
import { millisecondsUntil } from '../platform/instant.js'
import { closeCodeOf, enterBySocket, type SocketEntry } from './enter-by-socket.js'
import { formatError } from './format-error.js'
import type { OpenSockets } from './open-sockets.js'
import { createReadDocuments, type ReadDocuments } from './read-documents.js'
import { readSubscription } from './read-subscription.js'
import { countMessages, createSocketCounts, mostOfOne, type SocketCounts } from './socket-counts.js'
import type { SocketRights } from './socket-rights.js'
import { subscribeAfresh } from './subscribe.js'
import { refuseUpgrade, type Threshold, whyNotUpgrade } from './upgrade-to-socket.js'

/** What the live side of GraphQL is made of. */
export interface SocketOptions extends Threshold {
  readonly schema: GraphQLSchema
  /** Where those are kept that somebody was let in through. */
  readonly open: OpenSockets
  /** Who is told when rights and accounts change. */
  readonly rights: SocketRights
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

interface Reception extends SocketOptions {
  readonly entries: WeakMap<WebSocket, SocketEntry>
  readonly counts: SocketCounts
  readonly readDocument: ReadDocuments
}

/** Serves subscriptions on `/graphql` (graphql-transport-ws); queries and mutations belong to HTTP. */
export function serveSockets(server: Server, options: SocketOptions): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessage, perMessageDeflate: false })
  const readDocument = createReadDocuments(options.schema, { hideSuggestions: options.isProduction })
  const opened: Reception = { ...options, entries: new WeakMap(), counts: createSocketCounts(), readDocument }
  const protocol = useServer(protocolOptions(opened), sockets, keepAlive)
  let isDraining = false

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Until ws takes over, nobody else listens for a connection that breaks.
    socket.on('error', () => socket.destroy())
    if (isDraining) return refuseUpgrade(socket, restarting())
    void whyNotUpgrade(options, request).then((blocked) => {
      if (blocked) return refuseUpgrade(socket, blocked)
      return sockets.handleUpgrade(request, socket, head, (client) => receive(opened, sockets, { client, request }))
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

const restarting = (): Blocked => new Blocked('SERVICE_UNAVAILABLE', 'The server is restarting: come back.')

interface Arrival {
  readonly client: WebSocket
  readonly request: IncomingMessage
}

/** Takes a socket in, while there is room in this process and for its address. */
function receive({ parts, counts }: Reception, sockets: WebSocketServer, { client, request }: Arrival): void {
  const { ip, requestId } = parts.originOf(request)
  const isTooMany = countMessages()
  client.on('message', () => {
    if (parts.isRateLimited && isTooMany()) turnAway(client)
  })
  if (!makeRoom(client, parts.isRateLimited ? counts.take({ process: 'all', ...(ip ? { address: ip } : {}) }) : free)) {
    client.on('error', () => undefined)
    return
  }
  sockets.emit('connection', client, request)
  // graphql-ws writes to the console what a client did wrong, and closes once more what ws has closed already.
  client.removeAllListeners('error')
  client.on('error', (error: Error & { readonly code?: string }) => {
    parts.log.info({ requestId, code: error.code }, 'a socket was closed because of what its client sent')
  })
}

/** A place that nobody counts. */
const free = { leave: () => undefined }

/** Whether there is a place: it is given back when the socket closes, and without one the socket is turned away. */
function makeRoom(client: WebSocket, place: ReturnType<SocketCounts['take']>): boolean {
  if (place) client.once('close', () => place.leave())
  else turnAway(client)
  return place !== null
}

/** Tells a client to come back later, and listens to it no more, however much it goes on sending. */
function turnAway(client: WebSocket): void {
  client.removeAllListeners('message')
  client.close(1013, 'THROTTLED')
  setTimeout(() => client.terminate(), farewell).unref()
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
      const entry = await letIn(options, extra, connectionParams ?? {})
      if (entry) entries.set(extra.socket, entry)
      return entry !== null
    },
    onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
      if (parts.isRateLimited && Object.keys(subscriptions).length > mostOfOne.subscriptions) return [endOneFirst()]
      const entry = entryOf(extra.socket)
      const read = await readSubscription(options, entry, payload)
      // The entry stands in for the ctx, which is made anew for each delivery.
      return 'document' in read ? { ...read, contextValue: entry } : read
    },
    subscribe: (args: ExecutionArgs) => subscribeAfresh(args, args.contextValue as SocketEntry),
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

async function letIn(
  door: Reception,
  { socket, request }: Extra,
  parameters: Record<string, unknown>,
): Promise<SocketEntry | null> {
  const { clock, log } = door.parts
  try {
    const entry = await enterBySocket(door, request, parameters)
    // Gone while it was being let in: its close has been told already, and nothing would stop the timer.
    if (socket.readyState !== socket.OPEN) return null
    if (!makeRoom(socket, placeFor(door, entry))) return null
    const left = millisecondsUntil(clock.now(), entry.expiresAt)
    const timer = setTimeout(() => socket.close(4403, 'TOKEN_EXPIRED'), left)
    socket.once('close', () => clearTimeout(timer))
    door.open.add(socket, entry.owner)
    watchRights(door.rights, socket, entry)
    // Looked at once it is counted and watched: no church closes, and no account, in between. Nobody is greeted whose
    // account is gone.
    await entry.stillOpen()
    return entry
  } catch (error) {
    if (!(error instanceof Blocked)) log.error({ err: error }, 'a socket could not be greeted')
    if (error instanceof Blocked) socket.close(closeCodeOf(error), error.code)
    else socket.close(1013, 'SERVICE_UNAVAILABLE')
    return null
  }
}

/** Lets a socket hear when the rights or the account of its viewer change. */
function watchRights(
  watch: SocketRights,
  socket: WebSocket,
  { owner, source, sessionId, rights, stillOpen }: SocketEntry,
) {
  const end = watch.watch({
    ...owner,
    placeKey: source.church.placeKey,
    sessionId,
    memberId: () => rights.known()?.memberId ?? null,
    forgetRights: (changed) => rights.forget(changed),
    recheck: () =>
      stillOpen().catch((error: unknown) => {
        if (!(error instanceof Blocked)) throw error
        socket.close(closeCodeOf(error), error.code)
      }),
    close: ({ code, reason }) => socket.close(code, reason),
  })
  socket.once('close', end)
}

function placeFor({ parts, counts }: Reception, { owner }: SocketEntry) {
  const { churchId, userId } = owner
  return parts.isRateLimited ? counts.take({ church: churchId, user: `${churchId}:${userId}` }) : free
}
