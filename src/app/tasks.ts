import { raiseEpochs } from '../access/index.js'
import { removeExpiredRows, settleInvitations } from '../invitations/index.js'
import { mailLinkTo } from '../mailed-links/index.js'
import { expandNotifications } from '../notifications/index.js'
import { recordAudit } from '../platform/audit/tell-audit.js'
import type { RecurringTask, Task } from '../platform/jobs/task.js'

/** Every task that a worker does beside sending mails; domains declare theirs and they are gathered here. */
export const tasks: readonly Task[] = [mailLinkTo, recordAudit, raiseEpochs, settleInvitations, expandNotifications]

/** Every task that is due by the clock. */
export const recurringTasks: readonly RecurringTask[] = [removeExpiredRows]
