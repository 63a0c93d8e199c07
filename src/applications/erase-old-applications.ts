import { activePlaces } from '../churches/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Ctx } from '../platform/context.js'
import { storeJobs } from '../platform/jobs/jobs.repository.js'
import type { RecurringTask, Task } from '../platform/jobs/task.js'
import { inTransaction } from '../platform/transaction.js'
import { hasOldApplications, removeOldApplications } from './old-applications.repository.js'

const task = 'erase-old-applications'

/** Rows in one transaction. */
const batch = 500

/**
 * Erases the applications of a church that were rejected or withdrawn longer ago than it keeps them (domain.md, P5). The
 * audit log keeps that each was there, and nothing that says whose it was.
 */
export const eraseOldApplications: Task = {
  task,
  async run(ctx: Ctx) {
    while ((await eraseSome(ctx)) === batch);
  },
}

const eraseSome = (ctx: Ctx): Promise<number> =>
  inTransaction(ctx, async ({ db, clock, audit }) => {
    const removed = await removeOldApplications(db, clock.now(), batch)
    for (const entityId of removed) {
      audit({ action: 'application.erase', entity: 'membershipApplication', entityId })
    }
    if (removed.length === 0) audit(unaudited('nothing was that old'))
    return removed.length
  })

/** Looks, church by church, for applications that are due, and has them erased. */
export const findOldApplications: RecurringTask = {
  task: 'find-old-applications',
  at: '50 3 * * *',
  async run({ catalogue, clock, inChurch, log }) {
    for (const place of await catalogue.read(activePlaces)) {
      try {
        await inChurch(place, async (db) => {
          if (await hasOldApplications(db, clock.now())) await storeJobs(db, [{ task, data: {}, key: task }])
        })
      } catch (error) {
        // Such as one that is on its way to another cell: the next night finds it there.
        log.warn({ err: error, church: place.key }, 'applications of a church were not looked at')
      }
    }
  },
}
