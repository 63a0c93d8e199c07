/** The part of a socket that is needed to end it. */
export interface OpenSocket {
  close(code: number, reason: string): void
  on(event: 'close', closed: () => void): unknown
}

/** Whose socket it is. */
export interface SocketOwner {
  readonly churchId: string
  readonly userId: string
}

/** What a client is told as its socket closes. */
export interface Farewell {
  readonly code: number
  readonly reason: string
}

/** The sockets of this process that somebody was let in through. */
export interface OpenSockets {
  /** Counts a socket until it closes. */
  add(socket: OpenSocket, owner: SocketOwner): void
  /** The ids of the churches that somebody listens to. */
  churches(): readonly string[]
  /** Closes every socket of a church. */
  closeChurch(churchId: string, farewell: Farewell): void
  /** Closes every socket of one of its users. */
  closeUser(owner: SocketOwner, farewell: Farewell): void
}

/** A list of open sockets, empty at first. */
export function createOpenSockets(): OpenSockets {
  const open = new Map<string, Map<OpenSocket, string>>()

  const close = (churchId: string, { code, reason }: Farewell, isMeant: (userId: string) => boolean): void => {
    for (const [socket, userId] of open.get(churchId) ?? []) if (isMeant(userId)) socket.close(code, reason)
  }
  const remove = (socket: OpenSocket, churchId: string): void => {
    const sockets = open.get(churchId)
    sockets?.delete(socket)
    if (sockets?.size === 0) open.delete(churchId)
  }

  return {
    add(socket, { churchId, userId }) {
      const sockets = open.get(churchId) ?? new Map<OpenSocket, string>()
      open.set(churchId, sockets.set(socket, userId))
      socket.on('close', () => remove(socket, churchId))
    },
    churches: () => [...open.keys()],
    closeChurch: (churchId, farewell) => close(churchId, farewell, () => true),
    closeUser: ({ churchId, userId }, farewell) => close(churchId, farewell, (owner) => owner === userId),
  }
}
