import type { IncomingMessage } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import type { WebSocket } from 'ws'
import { Blocked } from '../platform/blocked.js'
import type { CompiledOperations } from '../platform/graphql/compiled/compiled-operations.js'
import { millisecondsUntil } from '../platform/instant.js'
import { closeCodeOf, enterBySocket, type SocketEntry } from './enter-by-socket.js'
import type { Farewell, OpenSockets } from './open-sockets.js'
import type { ReadDocuments } from './read-documents.js'
import type { Place, SocketCounts } from './socket-counts.js'
import type { RightsChange, SocketRights, WatchedSocket } from './socket-rights.js'
import type { Threshold } from './upgrade-to-socket.js'

/** What the live side of GraphQL is made of. */
export interface SocketOptions extends Threshold {
  readonly schema: GraphQLSchema
  /** What answers deliveries that come again. */
  readonly compiled: CompiledOperations
  /** Where those are kept that somebody was let in through. */
  readonly open: OpenSockets
  /** Who is told when rights and accounts change. */
  readonly rights: SocketRights
}

/** A process that lets sockets in. */
export interface Reception extends SocketOptions {
  readonly entries: WeakMap<WebSocket, SocketEntry>
  /** What each socket that is not let in yet came with; nothing of it is kept afterwards. */
  readonly requests: WeakMap<WebSocket, IncomingMessage>
  readonly counts: SocketCounts
  readonly readDocument: ReadDocuments
}

/** Milliseconds a client has to answer when its socket is closed. */
export const farewell = 2000

/** A place that nobody counts. */
export const free: Place = { leave: () => undefined }

/** Whether there is a place: it is given back when the socket closes, and without one the socket is turned away. */
export function makeRoom(client: WebSocket, place: Place | null): boolean {
  if (!place) turnAway(client)
  else if (place !== free) client.on('close', () => place.leave())
  return place !== null
}

/** Tells a client to come back later, and listens to it no more, however much it goes on sending. */
export function turnAway(client: WebSocket): void {
  client.removeAllListeners('message')
  client.close(1013, 'THROTTLED')
  setTimeout(() => client.terminate(), farewell).unref()
}

/** Lets in who greeted over a socket; closes it and answers null when they may not come in, or are gone again. */
export async function letIn(
  door: Reception,
  socket: WebSocket,
  parameters: Record<string, unknown>,
): Promise<SocketEntry | null> {
  const { clock, log } = door.parts
  const request = door.requests.get(socket)
  if (!request) return null
  door.requests.delete(socket)
  try {
    const entry = await enterBySocket(door, request, parameters)
    // Gone while it was being let in: its close has been told already, and nothing would stop the timer.
    if (socket.readyState !== socket.OPEN) return null
    if (!makeRoom(socket, placeFor(door, entry))) return null
    const left = millisecondsUntil(clock.now(), entry.expiresAt)
    const timer = setTimeout(() => socket.close(4403, 'TOKEN_EXPIRED'), left)
    socket.on('close', () => clearTimeout(timer))
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
function watchRights(watch: SocketRights, socket: WebSocket, entry: SocketEntry): void {
  const end = watch.watch(new EnteredSocket(socket, entry))
  socket.on('close', end)
}

/** A class, for there are thousands. */
class EnteredSocket implements WatchedSocket {
  readonly #socket: WebSocket
  readonly #entry: SocketEntry

  constructor(socket: WebSocket, entry: SocketEntry) {
    this.#socket = socket
    this.#entry = entry
  }

  get churchId(): string {
    return this.#entry.owner.churchId
  }

  get placeKey(): string {
    return this.#entry.source.church.placeKey
  }

  get userId(): string {
    return this.#entry.owner.userId
  }

  get sessionId(): string {
    return this.#entry.sessionId
  }

  memberId(): string | null {
    return this.#entry.rights.known()?.memberId ?? null
  }

  forgetRights(changed: RightsChange): void {
    this.#entry.rights.forget(changed)
  }

  async recheck(): Promise<void> {
    try {
      await this.#entry.stillOpen()
    } catch (error) {
      if (!(error instanceof Blocked)) throw error
      this.#socket.close(closeCodeOf(error), error.code)
    }
  }

  close({ code, reason }: Farewell): void {
    this.#socket.close(code, reason)
  }
}

function placeFor({ parts, counts }: Reception, { owner }: SocketEntry) {
  const { churchId, userId } = owner
  return parts.isRateLimited ? counts.take({ church: churchId, user: `${churchId}:${userId}` }) : free
}
