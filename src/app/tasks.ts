import { raiseEpochs } from '../access/index.js'
import { settleAnnouncement, settleOverdue } from '../announcements/index.js'
import { eraseOldApplications, findOldApplications } from '../applications/index.js'
import { settleExport } from '../exports/index.js'
import { applyTask, findOldImports, forgetTask, previewTask, undoTask } from '../imports/index.js'
import { forgetInvited, inviteMembers, removeExpiredRows, settleInvitations } from '../invitations/index.js'
import { mailLinkTo } from '../mailed-links/index.js'
import { closeAccounts } from '../members/index.js'
import { expandNotifications, findDueReminders, remindOfEvents, tellAccountNews } from '../notifications/index.js'
import { removeFiles, removeUnfinishedUploads } from '../photos/index.js'
import { recordAudit } from '../platform/audit/tell-audit.js'
import type { RecurringTask, Task } from '../platform/jobs/task.js'

/** Every task that a worker does beside sending mails; domains declare theirs and they are gathered here. */
export const tasks: readonly Task[] = [
  ...[mailLinkTo, recordAudit, raiseEpochs, settleInvitations, inviteMembers],
  eraseOldApplications,
  closeAccounts,
  forgetInvited,
  removeFiles,
  settleAnnouncement,
  expandNotifications,
  remindOfEvents,
  tellAccountNews,
  settleExport,
  ...[previewTask, applyTask, undoTask, forgetTask],
]

/** Every task that is due by the clock. */
export const recurringTasks: readonly RecurringTask[] = [
  removeExpiredRows,
  findOldApplications,
  findOldImports,
  removeUnfinishedUploads,
  settleOverdue,
  findDueReminders,
]
