import type { ControlDesk } from '../db/handles.js'
import type { Pool } from '../db/pool.js'
import { Session } from '../db/session.js'
import type { OutboxTables } from '../db/tables.generated.js'
import { deskOn } from './desk-on.js'

/**
 * The control tables as their owner sees them: all churches, and the right to write the catalogue. For set-up,
 * operators' commands and the pool of churches; no request reaches it.
 */
export const ownerDesk = (owner: Pool): ControlDesk =>
  deskOn(owner, () => ({ place: 'control', opening: 'begin; set local search_path to "control"' }))

/** The outbox of a cell as its owner sees it, for operators; it waits longer for locks than a server does. */
export const ownerOutbox = (owner: Pool): Session<OutboxTables> =>
  new Session(owner, () => ({
    place: 'outbox',
    opening: `begin; set local lock_timeout = '20s'; set local search_path to "outbox"`,
  }))
