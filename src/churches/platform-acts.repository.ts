import { sql } from 'kysely'
import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { ChurchStatus } from './church.js'

/** One way between two states that the platform may send a church. `reason` is kept with the church. */
export interface Turn {
  readonly churchId: string
  readonly from: 'ACTIVE' | 'SUSPENDED'
  readonly to: 'ACTIVE' | 'SUSPENDED'
  readonly reason: string | null
}

/** Turns a church that is in `from`: DONE. Otherwise the state it is in, null when there is no such church. */
export async function turnChurch(platform: ControlDb, turn: Turn): Promise<'DONE' | ChurchStatus | null> {
  const { churchId, from, to, reason } = turn
  const { rows } = await sql<{ outcome: 'DONE' | ChurchStatus | null }>`
    select turn_church(${churchId}, ${from}, ${to}, ${reason}) as outcome`.execute(platform)
  return rows[0]?.outcome ?? null
}

/** Gives a church its plan for nothing until `until`; no longer when null. False when there is no such church. */
export async function giveComplimentary(
  platform: ControlDb,
  churchId: string,
  until: Instant | null,
): Promise<boolean> {
  const { rows } = await sql<{ given: boolean }>`
    select give_complimentary(${churchId}, ${until}) as given`.execute(platform)
  return rows[0]?.given ?? false
}
