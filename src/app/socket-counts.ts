import { addressGroup } from '../platform/limits/address-group.js'

/** How many sockets may be open at once in this process. */
export const mostSockets = { process: 10_000, church: 2_000, address: 200, user: 10 } as const

/** How many subscriptions one socket may hold, and how many messages it may send in a minute. */
export const mostOfOne = { subscriptions: 20, messages: 60 } as const

/** Counts the open sockets of this process. */
export interface SocketCounts {
  /** Takes a place for each that is named, or none at all: null when one of them has no place left. */
  take(who: Partial<Record<keyof typeof mostSockets, string>>): Place | null
}

/** A place that was taken. */
export interface Place {
  /** Gives it back; repeating that is fine. */
  leave(): void
}

/** Counts from zero. */
export function createSocketCounts(): SocketCounts {
  const counts = new Map<string, number>()
  const change = (key: string, by: number): void => {
    const count = (counts.get(key) ?? 0) + by
    if (count > 0) counts.set(key, count)
    else counts.delete(key)
  }

  return {
    take(who) {
      const wanted = Object.entries(who).map(([kind, name]) => ({
        // Object.entries forgets which keys there are.
        most: mostSockets[kind as keyof typeof mostSockets],
        key: `${kind}:${kind === 'address' ? addressGroup(name) : name}`,
      }))
      if (wanted.some(({ key, most }) => (counts.get(key) ?? 0) >= most)) return null
      let keys = wanted.map(({ key }) => key)
      for (const key of keys) change(key, 1)
      return {
        leave() {
          for (const key of keys) change(key, -1)
          keys = []
        },
      }
    },
  }
}

/** Counts the messages of one socket: tells of each whether it is one too many in its minute. */
export function countMessages(): () => boolean {
  let minute = { until: 0, messages: 0 }
  return () => {
    const now = performance.now()
    if (now >= minute.until) minute = { until: now + 60_000, messages: 0 }
    minute.messages += 1
    return minute.messages > mostOfOne.messages
  }
}
