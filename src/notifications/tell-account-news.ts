import { type AccountNews, accountNewsTask } from '../identity/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Task } from '../platform/jobs/task.js'
import { inTransaction } from '../platform/transaction.js'
import { notificationOfAccount } from './account-notices.js'
import { tell } from './tell.js'

/** Tells the holder of an account what happened to it: changed, locked, or used by somebody else. */
export const tellAccountNews: Task = {
  task: accountNewsTask,
  async run(ctx, data) {
    // `tellHolder` made it.
    const news = data as unknown as AccountNews
    const { userId } = news
    if (userId === null) return
    await inTransaction(ctx, async (ctx) => {
      ctx.audit(unaudited('only what somebody is told of their account'))
      await tell(ctx, notificationOfAccount(news, userId))
    })
  },
}
