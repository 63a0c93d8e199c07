import type { ControlDesk } from '../db/handles.js'
import type { Pool } from '../db/pool.js'
import { type Opening, Session } from '../db/session.js'
import type { ControlTables } from '../db/tables.generated.js'

/**
 * A way to the control tables on which every call is a transaction of its own, begun as `opening` says; `written` is called
 * after each that writes.
 */
export function deskOn(pool: Pool, opening: Opening, written?: () => void): ControlDesk {
  return {
    async read(work) {
      const session = new Session<ControlTables>(pool, opening)
      try {
        return await work(session.db)
      } finally {
        // Nothing was written: the answer need not wait for the commit.
        void session.end()
      }
    },
    write: (work) => new Session<ControlTables>(pool, opening, written).transaction(work, () => true),
  }
}
