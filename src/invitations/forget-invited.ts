import { eraseAccount } from '../identity/index.js'
import type { Job } from '../platform/jobs/job.js'
import type { Task } from '../platform/jobs/task.js'
import { forgetInvitationsOf } from './invitations.repository.js'

const task = 'forget-invited'

/** The job that withdraws what an erased member was invited by, and forgets whom it was for. */
export const forgetInvitedJob = (memberId: string): Job => ({ task, data: { memberId } })

/**
 * Withdraws the invitation of an erased member, which nobody can accept from then on, and empties it and the account that
 * waited for it. Doing it again changes nothing.
 */
export const forgetInvited: Task = {
  task,
  isKept: true,
  run: ({ control, clock }, data) =>
    control.write(async (db) => {
      const now = clock.now()
      // forgetInvitedJob made it.
      const { memberId } = data as unknown as { readonly memberId: string }
      for (const userId of await forgetInvitationsOf(db, memberId, now)) await eraseAccount(db, userId, now)
    }),
}
