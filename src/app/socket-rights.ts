import type { Log } from '../platform/log.js'
import type { Farewell } from './open-sockets.js'

/** What changed: what roles give, which concerns a whole church, or what one person is. */
export type RightsChange = 'roles' | 'person'

/** A socket that somebody was let in through, as far as a change of rights or accounts concerns it. */
export interface WatchedSocket {
  readonly churchId: string
  readonly placeKey: string
  readonly userId: string
  readonly sessionId: string
  /** The viewer's own person, as far as it is known. */
  memberId(): string | null
  /** Reads rights anew before anything else is sent; at once who the viewer is, and to which groups they belong. */
  forgetRights(changed: RightsChange): void
  /** Looks whether the viewer may stay, and closes the socket if not. Rejects when that cannot be found out. */
  recheck(): Promise<void>
  close(farewell: Farewell): void
}

/** The open sockets of a process, told of each change of rights and accounts, whoever made it. */
export interface SocketRights {
  /** Watches a socket; returns how to stop. */
  readonly watch: (socket: WatchedSocket) => () => void
  /** Told what `rights_changed` carries: `<schema>`, `<schema> user <id>` or `<schema> member <id>`; null for anything. */
  readonly rightsChanged: (payload: string | null) => void
  /** Told what `account_changed` carries: `<church> <user>`, or with the `<session>` that ended; null for anything. */
  readonly accountChanged: (payload: string | null) => void
}

// As at the door: 4401 tells a client's library not to come back.
const signedOut: Farewell = { code: 4401, reason: 'UNAUTHENTICATED' }

/** A list of watched sockets, empty at first. */
export function createSocketRights(log: Log): SocketRights {
  const byPlace = new Map<string, Set<WatchedSocket>>()
  const byChurch = new Map<string, Set<WatchedSocket>>()

  const everybody = (): readonly WatchedSocket[] => [...byChurch.values()].flatMap((all) => [...all])

  const socketsOf = (churchId: string, userId: string): readonly WatchedSocket[] =>
    [...(byChurch.get(churchId) ?? [])].filter((socket) => socket.userId === userId)

  return {
    watch(socket) {
      const { churchId, placeKey } = socket
      join(byPlace, placeKey, socket)
      join(byChurch, churchId, socket)
      return () => {
        leave(byPlace, placeKey, socket)
        leave(byChurch, churchId, socket)
      }
    },
    rightsChanged(payload) {
      if (payload === null) void recheck(everybody(), log)
      const [schema = '', kind, id = ''] = (payload ?? '').split(' ')
      for (const socket of byPlace.get(schema.slice('c_'.length)) ?? []) {
        if (isAbout(socket, kind, id)) socket.forgetRights(kind ? 'person' : 'roles')
      }
    },
    accountChanged(payload) {
      const [churchId = '', userId = '', sessionId] = (payload ?? '').split(' ')
      const concerned = payload === null ? everybody() : socketsOf(churchId, userId)
      if (sessionId === undefined) void recheck(concerned, log)
      for (const socket of concerned) if (socket.sessionId === sessionId) socket.close(signedOut)
    },
  }
}

async function recheck(sockets: readonly WatchedSocket[], log: Log): Promise<void> {
  // One after the other: after a gap there may be thousands.
  for (const socket of sockets) {
    socket.forgetRights('person')
    await socket.recheck().catch((error: unknown) => {
      log.warn({ error: String(error) }, 'a socket could not be looked at anew; it is before its next delivery')
    })
  }
}

/** Who is not known yet may be anybody. */
function isAbout(socket: WatchedSocket, kind: string | undefined, id: string): boolean {
  if (kind === 'user') return socket.userId === id
  return kind !== 'member' || (socket.memberId() ?? id) === id
}

function join(groups: Map<string, Set<WatchedSocket>>, key: string, socket: WatchedSocket): void {
  const group = groups.get(key) ?? new Set()
  groups.set(key, group.add(socket))
}

function leave(groups: Map<string, Set<WatchedSocket>>, key: string, socket: WatchedSocket): void {
  const group = groups.get(key)
  group?.delete(socket)
  if (group?.size === 0) groups.delete(key)
}
