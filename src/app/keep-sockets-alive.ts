/** The part of a socket that is needed to learn whether anybody is still there. */
export interface PingedSocket {
  readonly readyState: number
  readonly OPEN: number
  ping(): void
  terminate(): void
  on(event: 'pong', answered: (this: this) => void): unknown
}

/** How many groups the sockets are in: each is pinged in its turn, so that there is no moment when all are. */
const turns = 25

/**
 * Pings each of many sockets once in `every` milliseconds, and ends those that left the ping before unanswered. One timer
 * for all: ten thousand would cost more than what they are for. It does not keep the process.
 */
export function keepSocketsAlive(every: number): {
  /** Watches a socket until it is closed. */
  watch(socket: PingedSocket): void
  /** Watches no more. */
  end(): void
} {
  const groups = Array.from({ length: turns }, () => new Set<PingedSocket>())
  const unanswered = new WeakSet<PingedSocket>()
  let arrivals = 0
  let rounds = 0

  function answered(this: PingedSocket): void {
    unanswered.delete(this)
  }
  const look = (socket: PingedSocket, group: Set<PingedSocket>): void => {
    if (socket.readyState !== socket.OPEN) group.delete(socket)
    else if (unanswered.has(socket)) socket.terminate()
    else {
      unanswered.add(socket)
      socket.ping()
    }
  }
  const timer = setInterval(() => {
    rounds = (rounds + 1) % turns
    const group = groups[rounds] ?? new Set()
    for (const socket of group) look(socket, group)
  }, every / turns).unref()

  return {
    watch(socket) {
      arrivals = (arrivals + 1) % turns
      groups[arrivals]?.add(socket)
      socket.on('pong', answered)
    },
    end: () => clearInterval(timer),
  }
}
