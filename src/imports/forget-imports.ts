import { activePlaces } from '../churches/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Clock } from '../platform/clock.js'
import type { Needs } from '../platform/context.js'
import { addSeconds } from '../platform/instant.js'
import type { Job } from '../platform/jobs/job.js'
import { storeJobs } from '../platform/jobs/jobs.repository.js'
import type { RecurringTask, Task } from '../platform/jobs/task.js'
import { inTransaction } from '../platform/transaction.js'
import { removeRows } from './import-rows.repository.js'
import { undoDays } from './member-import.js'
import { findOldImport, removeImport } from './member-imports.repository.js'

const task = 'forget-imports'
const forgetJob: Job = { task, data: {}, key: task }
const day = 86_400
/** Rows that are removed in one transaction. */
const atOnce = 20_000

/** Has the church's old imports removed after the commit. */
export const forgetLater = (ctx: Pick<Needs<never>, 'enqueue'>): void => ctx.enqueue(forgetJob)

/** Before when an import was last touched that is kept no longer, and one whose file never came. */
const timesAt = (clock: Clock) => {
  const now = clock.now()
  return { keptSince: addSeconds(now, -undoDays * day), staleSince: addSeconds(now, -day) }
}

/** Looks, church by church, for imports whose time is over, and has them removed: a church need not import again. */
export const findOldImports: RecurringTask = {
  task: 'find-old-imports',
  at: '20 4 * * *',
  async run({ catalogue, clock, inChurch, log }) {
    for (const place of await catalogue.read(activePlaces)) {
      try {
        await inChurch(place, async (db) => {
          if ((await findOldImport(db, timesAt(clock))) !== null) await storeJobs(db, [forgetJob])
        })
      } catch (error) {
        // Such as one that is on its way to another cell: the next night finds it there.
        log.warn({ err: error, church: place.key }, 'imports of a church were not looked at')
      }
    }
  },
}

/** Removes imports that can be undone no more, and those whose file never came, with all that stood in their rows. */
export const forgetTask: Task = {
  task,
  run: async (ctx) => {
    for (let isOver = false; !isOver;) {
      isOver = await inTransaction(ctx, async ({ db, audit, clock }) => {
        audit(unaudited('what was imported stays; its file was ours for a time only'))
        const id = await findOldImport(db, timesAt(clock))
        if (id === null) return true
        if ((await removeRows(db, id, atOnce)) === 0) await removeImport(db, id)
        return false
      })
    }
  },
}
