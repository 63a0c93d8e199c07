import { unaudited } from '../platform/audit/audit-entry.js'
import type { Task } from '../platform/jobs/task.js'
import { inTransaction } from '../platform/transaction.js'
import { expand } from './expansion.repository.js'
import { closedTo } from './notification.policy.js'
import { sendDueJob } from './send-due.js'

const task = 'expand-notification'

/** The job that finds whom a notification is sent to outside the app. */
export const expandJob = (notificationId: string) => ({ task, data: { notificationId } })

/**
 * Makes the deliveries of one notification, as a set, and wakes who sends them. Apart from the transaction that told it:
 * what that costs does not grow with the church. Doing it again adds nothing.
 */
export const expandNotifications: Task = {
  task,
  async run(ctx, data) {
    // expandJob made it.
    const { notificationId } = data as { readonly notificationId: string }
    await inTransaction(ctx, async (ctx) => {
      ctx.audit(unaudited('only the deliveries of what was told'))
      const { timeZone, features } = ctx.church
      const by = { timeZone, hidden: closedTo(features), now: ctx.clock.now() }
      const made = await expand(ctx.db, { notificationId, ...by })
      if (made > 0) ctx.enqueue(sendDueJob)
    })
  },
}
