import { tell } from '../notifications/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import { addSeconds, type Instant } from '../platform/instant.js'
import type { Job } from '../platform/jobs/job.js'
import type { Task } from '../platform/jobs/task.js'
import { inTransaction } from '../platform/transaction.js'
import { hasEnded } from './export-log.repository.js'
import { type FailedExport, notificationOfFailedExport } from './export-notices.js'

const task = 'settle-export'

/** Seconds after which an export is over in any case: five minutes more than `pourFile` lets it take. */
const overAfter = 20 * 60

/** Has somebody look, when it must be over, whether this export came to an end that was told. */
export const settleLater = ({ id, userId, kind, format, title }: FailedExport, begun: Instant): Job => ({
  ...{ task, key: id, data: { id, userId, kind, format, title }, runAt: addSeconds(begun, overAfter) },
})

/**
 * Tells whoever asked for an export that it broke off, when the process that made it died over it. An export that came to
 * an end, whichever, stands in the export log and is left alone.
 */
export const settleExport: Task = {
  task,
  run: (ctx, data) =>
    inTransaction(ctx, async (ctx) => {
      ctx.audit(unaudited('The audit log was told when the export began.'))
      // What `settleLater` made.
      const failed = data as unknown as FailedExport
      if (!(await hasEnded(ctx.db, failed.id))) await tell(ctx, notificationOfFailedExport(failed))
    }),
}
