import { LRUCache } from 'lru-cache'
import type { ControlDesk } from '../db/handles.js'
import { type LongReading, openLongReading } from '../db/long-reading.js'
import type { Pool } from '../db/pool.js'
import { type Mode, type Opening, Session } from '../db/session.js'
import type { ChurchTables, OutboxTables } from '../db/tables.generated.js'
import { isId, noChurchId } from '../ids.js'
import { deskOn } from './desk-on.js'
import { namesOf, type Place } from './place.js'

/**
 * The only door to the databases. Every transaction starts with one message that says whose it is; the logins behind the
 * pools own nothing, so a query that slipped past, or names another church's table, is refused by PostgreSQL (42501).
 */
export interface Gate {
  /** One unit of work on a church's own tables. */
  church(place: Place): Session<ChurchTables>
  /** A snapshot of a church for a reader who may be slow; null when this process has too many of them already. */
  longReading(place: Place): Promise<LongReading<ChurchTables> | null>
  /** The accounts of one church. Rows of other churches do not exist here: row security hides them. */
  control(churchId: string): ControlDesk
  /** The catalogue of churches, and no account at all. */
  catalogue(): ControlDesk
  /** The accounts of super-admins, and what they may do to churches; no account of any church. */
  platform(): ControlDesk
  /** The waiting messages of a whole cell, for the relay. */
  outbox(cell: string): Session<OutboxTables>
  readonly cells: readonly string[]
  /**
   * Calls `listener` after each writing transaction of this process, kept or not, with the church's id where it was about
   * accounts and with its place's key where it was in its tables, until what it returns is called.
   */
  whenWritten(listener: (whose: string) => void): () => void
}

/** The pools of a process: one for each cell under its gateway login, one for the control database under its own. */
export interface Pools {
  readonly cells: ReadonlyMap<string, Pool>
  /** A few connections more to each cell, under the same login, for what takes long. */
  readonly longReads: ReadonlyMap<string, Pool>
  readonly control: Pool
}

/** A gate over `pools`. Asking for a cell that is not among them throws. */
export function createGate(pools: Pools): Gate {
  const poolAt = (cell: string, of: ReadonlyMap<string, Pool> = pools.cells): Pool => {
    const pool = of.get(cell)
    if (!pool) throw new Error(`This process has no connection to cell ${cell}.`)
    return pool
  }
  const listeners = new Set<(whose: string) => void>()
  const tell = (whose: string) => (): void => {
    for (const listener of listeners) listener(whose)
  }

  return {
    church: ({ cell, key }) => new Session(poolAt(cell), churchOpening(key), tell(key)),
    longReading: (place) => openLongReading(poolAt(place.cell, pools.longReads), churchOpening(place.key)),
    control: (churchId) => deskOn(pools.control, controlOpening(churchId), tell(churchId)),
    catalogue: () => deskOn(pools.control, controlPath),
    platform: () => deskOn(pools.control, platformOpening),
    outbox: (cell) => new Session(poolAt(cell), roleOpening('outbox_relay', 'outbox')),
    cells: [...pools.cells.keys()],
    whenWritten(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

// A page that counts and lists agrees with itself: its reads share one snapshot.
const begin: Readonly<Record<Mode, string>> = {
  READ: 'begin isolation level repeatable read read only',
  WRITE: 'begin isolation level read committed read write',
}

const openings = new LRUCache<string, Opening>({ max: 10_000 })

function churchOpening(key: string): Opening {
  const known = openings.get(key)
  if (known) return known
  const { role, schema } = namesOf(key)
  const opening = roleOpening(role, schema)
  openings.set(key, opening)
  return opening
}

/** Written once: a church's ctx has one for each request. */
function roleOpening(role: string, schema: string): Opening {
  const entrance = (mode: Mode) => ({
    place: schema,
    opening: `${begin[mode]}; set local role "${role}"; set local search_path to "${schema}"`,
  })
  const entrances = { READ: entrance('READ'), WRITE: entrance('WRITE') }
  return (mode) => entrances[mode]
}

/** All churches' accounts are in the same tables: one place. */
const controlPath: Opening = (mode) => ({
  place: 'control',
  opening: `${begin[mode]}; set local search_path to "control"`,
})

function controlOpening(churchId: string, more = ''): Opening {
  if (!isId(churchId)) throw new Error('A church was named by something that is not an id.')
  return (mode) => {
    const { place, opening } = controlPath(mode)
    return { place, opening: `${opening}; set local faithflow.church to '${churchId}'${more}` }
  }
}

const platformOpening = controlOpening(noChurchId, `; set local faithflow.platform to 'on'`)
