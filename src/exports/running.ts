import { throttled } from '../platform/blocked.js'

/** How many exports one process runs at a time. */
const most = { user: 2, church: 5 }

const running = new Map<string, number>()

const count = (name: string, by: number): void => {
  const now = (running.get(name) ?? 0) + by
  if (now > 0) running.set(name, now)
  else running.delete(name)
}

/**
 * Takes a place for one more export in this process; give it back by calling what is returned, once. Throws THROTTLED when
 * the user runs two already, or the church five.
 */
export function takePlace({ userId, churchId }: { readonly userId: string; readonly churchId: string }): () => void {
  const [user, church] = [`user ${churchId} ${userId}`, `church ${churchId}`]
  if ((running.get(user) ?? 0) >= most.user || (running.get(church) ?? 0) >= most.church) {
    throw throttled('Too many exports are running', 10_000)
  }
  for (const name of [user, church]) count(name, 1)
  return () => {
    for (const name of [user, church]) count(name, -1)
  }
}
