import { loadMember } from '../members/index.js'
import type { Actor } from '../platform/audit/audit-entry.js'
import type { Ctx, Needs } from '../platform/context.js'
import { idOfNames } from '../platform/ids.js'
import type { Job } from '../platform/jobs/job.js'
import type { Task } from '../platform/jobs/task.js'
import { isRefusal } from '../platform/refusal.js'
import { systemRoleId } from './grants-of-roles.queries.js'
import { findInvitation, isAddressFree } from './invitations.repository.js'
import { keepInvitation } from './keep-invitation.js'

const task = 'invite-member'

/** Who is invited, and by whom. */
interface Wish {
  readonly memberId: string
  readonly by: Actor
}

/**
 * The job that invites a member, at the address of their record, to an account of their own with the role MEMBER: enqueue
 * it with whatever made them one. `by` is who did that.
 */
export const inviteMemberJob = ({ memberId, by }: Wish): Job => ({
  task,
  data: { memberId, by: { kind: by.kind, id: by.id, name: by.name } },
  key: memberId,
})

/** Whether an invitation to this address would be taken: it has no account, and no invitation that waits. */
export const mayBeInvited = (ctx: Needs<'control'>, email: string): Promise<boolean> =>
  ctx.control.read((control) => isAddressFree(control, email, ctx.clock.now()))

/** Invites a member whom a job names. Doing it again changes nothing; who has an account by now is left alone. */
export const inviteMembers: Task = {
  task,
  async run(ctx: Ctx, data, { id: jobId }) {
    // inviteMemberJob made it.
    const { memberId, by } = data as unknown as Wish
    const member = await loadMember(ctx, memberId)
    const roleId = await systemRoleId(ctx.db, 'MEMBER')
    if (!member?.email || member.userId !== null || member.status === 'ERASED' || roleId === null) return
    const { email, firstName, lastName } = member
    const name = Array.from(`${firstName} ${lastName}`).slice(0, 255).join('')
    const id = idOfNames('invitation of a member', jobId)
    const wanted = { id, email, name, roleIds: [roleId], memberId, invitedBy: by.id ?? memberId }
    const kept = await ctx.control.write(async (control) => {
      if (await findInvitation(control, id)) return null
      return keepInvitation(ctx, control, { invitation: wanted, actor: by })
    })
    if (isRefusal(kept)) ctx.log.warn({ memberId }, 'a member was not invited: their address is in use')
  },
}
