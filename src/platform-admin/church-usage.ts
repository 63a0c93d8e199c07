import type { Lobby } from '../platform/lobby.js'
import { countAccounts, countTables, type TableCounts } from './church-usage.queries.js'
import { openPlaceOf, platformChurch } from './platform-churches.queries.js'

/** How much a church uses. Null for what is closed: an archived church is not opened to be counted. */
export interface ChurchUsage {
  readonly users: number
  readonly members: number | null
  readonly ministries: number | null
  readonly events: number | null
  readonly notifications: number | null
}

const closed: Readonly<Record<keyof TableCounts, null>> = {
  members: null,
  ministries: null,
  events: null,
  notifications: null,
}

/** Counts what a church has, and looks at none of it; null when there is no such church. */
export async function churchUsage(lobby: Lobby, churchId: string): Promise<ChurchUsage | null> {
  const { church, place } = await lobby.catalogue.read(async (catalogue) => ({
    church: await platformChurch(catalogue, churchId),
    place: await openPlaceOf(catalogue, churchId),
  }))
  if (!church) return null
  const users = await lobby.accountsOf(churchId).read(countAccounts)
  return { users, ...(place ? await lobby.inChurch(place, countTables) : closed) }
}
