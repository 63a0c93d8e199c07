import type { Pool } from '../platform/db/pool.js'
import { addWaiting, lockMessagesOf, removeSent } from '../platform/outbox/outbox.repository.js'
import { ownerOutbox } from '../platform/tenancy/owner-desk.js'

/**
 * Moves what a church has waiting in the outbox of one cell into that of another. A message may be in both when this is
 * cut short, and is then sent twice, which listeners notice by its sequence.
 *
 * The pools have connections of the cells' owners; `key` is that of the church's place.
 */
export async function handOverMessages(from: Pool, to: Pool, key: string): Promise<void> {
  await ownerOutbox(from).transaction(
    async (outbox) => {
      // Waits for a relay that is sending some of them: those are gone then.
      const waiting = await lockMessagesOf(outbox, key)
      if (waiting.length === 0) return
      await ownerOutbox(to).transaction(
        (other) => addWaiting(other, waiting),
        () => true,
      )
      await removeSent(
        outbox,
        waiting.map(({ id }) => id),
      )
    },
    () => true,
  )
}
