import type { Session } from '../db/session.js'
import type { OutboxTables } from '../db/tables.generated.js'
import { removeSent } from './outbox.repository.js'

/** Milliseconds in which messages gather that are out. */
const gatherFor = 50

/** Removes messages from the outbox of a cell; resolves when they are gone, or left for a sweep to send again. Never throws. */
export type ForgetSent = (cell: string, ids: readonly string[]) => Promise<void>

/**
 * Removes messages that are out in one transaction for all that leave a cell at nearly the same time. A process that dies
 * meanwhile leaves them to be sent twice, which listeners know by their sequence.
 */
export function forgetTogether(openOutbox: (cell: string) => Session<OutboxTables>): ForgetSent {
  const gathering = new Map<string, { readonly ids: string[]; readonly forgotten: Promise<void> }>()

  const forgetSoon = async (cell: string, ids: readonly string[]): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, gatherFor))
    gathering.delete(cell)
    await openOutbox(cell)
      .transaction(
        (db) => removeSent(db, ids),
        () => true,
      )
      // The rows are still there: the next sweep sends them again.
      .catch(() => undefined)
  }

  return async (cell, ids) => {
    if (ids.length === 0) return
    const others = gathering.get(cell)
    if (others) {
      others.ids.push(...ids)
      return others.forgotten
    }
    const mine = [...ids]
    const forgotten = forgetSoon(cell, mine)
    gathering.set(cell, { ids: mine, forgotten })
    return forgotten
  }
}
