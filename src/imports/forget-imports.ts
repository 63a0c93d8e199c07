import { unaudited } from '../platform/audit/audit-entry.js'
import type { Needs } from '../platform/context.js'
import { addSeconds } from '../platform/instant.js'
import type { Task } from '../platform/jobs/task.js'
import { inTransaction } from '../platform/transaction.js'
import { removeRows } from './import-rows.repository.js'
import { undoDays } from './member-import.js'
import { findOldImport, removeImport } from './member-imports.repository.js'

const task = 'forget-imports'
const day = 86_400
/** Rows that are removed in one transaction. */
const atOnce = 20_000

/** Has the church's old imports removed after the commit. */
export const forgetLater = (ctx: Pick<Needs<never>, 'enqueue'>): void => ctx.enqueue({ task, data: {}, key: task })

/** Removes imports that can be undone no more, and those whose file never came, with all that stood in their rows. */
export const forgetTask: Task = {
  task,
  run: async (ctx) => {
    for (let isOver = false; !isOver;) {
      isOver = await inTransaction(ctx, async ({ db, audit, clock }) => {
        audit(unaudited('what was imported stays; its file was ours for a time only'))
        const now = clock.now()
        const times = { keptSince: addSeconds(now, -undoDays * day), staleSince: addSeconds(now, -day) }
        const id = await findOldImport(db, times)
        if (id === null) return true
        if ((await removeRows(db, id, atOnce)) === 0) await removeImport(db, id)
        return false
      })
    }
  },
}
