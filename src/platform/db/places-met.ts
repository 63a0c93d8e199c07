import type { PoolClient } from 'pg'

interface Met {
  readonly most: number
  readonly openings: Set<string>
}

const watched = new WeakMap<PoolClient, Met>()

/** Has a connection replaced once it has met `most` places: its backend remembers each, some 0.3 MB of it. */
export const watchPlaces = (client: PoolClient, most: number): void =>
  void watched.set(client, { most, openings: new Set() })

/** Notes where a transaction on this connection stands, by what it is opened with. */
export const meet = (client: PoolClient, opening: string): void => void watched.get(client)?.openings.add(opening)

/** Whether this connection has met as many places as it may. */
export function hasMetEnough(client: PoolClient): boolean {
  const met = watched.get(client)
  return met !== undefined && met.openings.size >= met.most
}
