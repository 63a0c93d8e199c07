import { throttled } from '../platform/blocked.js'

/** How many exports one process runs at a time: each holds a connection that requests share. */
const most = { user: 2, church: 5, process: 6 }

const running = new Map<string, number>()

const count = (name: string, by: number): void => {
  const now = (running.get(name) ?? 0) + by
  if (now > 0) running.set(name, now)
  else running.delete(name)
}

/**
 * Takes a place for one more export in this process; give it back by calling what is returned, once. Throws THROTTLED when
 * the user runs two already, the church five, or the process six.
 */
export function takePlace({ userId, churchId }: { readonly userId: string; readonly churchId: string }): () => void {
  const places = [
    { name: `user ${churchId} ${userId}`, limit: most.user },
    { name: `church ${churchId}`, limit: most.church },
    { name: 'process', limit: most.process },
  ]
  if (places.some(({ name, limit }) => (running.get(name) ?? 0) >= limit)) {
    throw throttled('Too many exports are running', 10_000)
  }
  for (const { name } of places) count(name, 1)
  return () => {
    for (const { name } of places) count(name, -1)
  }
}
