import type { Pool } from 'pg'
import type { ControlDesk } from '../db/handles.js'
import { Session } from '../db/session.js'
import type { ControlTables } from '../db/tables.generated.js'

/**
 * The control tables as their owner sees them: all churches, and the right to write the catalogue. For set-up,
 * operators' commands and the pool of churches; no request reaches it.
 */
export function ownerDesk(owner: Pool): ControlDesk {
  const opening = () => `begin; set local search_path to "control"`
  return {
    async read(work) {
      const session = new Session<ControlTables>(owner, opening)
      try {
        return await work(session.db)
      } finally {
        await session.end()
      }
    },
    write: (work) => new Session<ControlTables>(owner, opening).transaction(work, () => true),
  }
}
