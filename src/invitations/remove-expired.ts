import type { RecurringTask } from '../platform/jobs/task.js'
import { removeExpired } from './invitations.repository.js'

/** Rows of each kind in one transaction. */
const batch = 1000
/** Batches in one night; what is left waits for the next. */
const most = 1000

/** Removes sessions, mailed links and invitations that are long over, of every church, in short transactions. */
export const removeExpiredRows: RecurringTask = {
  task: 'remove-expired-rows',
  at: '20 3 * * *',
  async run({ catalogue, log }) {
    let removed = 0
    for (let turn = 0; turn < most; turn += 1) {
      const now = await catalogue.write((control) => removeExpired(control, batch))
      removed += now
      if (now === 0) break
    }
    log.info({ removed }, 'removed sessions, links and invitations that are over')
  },
}
