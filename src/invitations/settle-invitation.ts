import { giveRoles } from '../access/index.js'
import { accountLinked, linkFreeMember } from '../members/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Needs } from '../platform/context.js'
import type { Task } from '../platform/jobs/task.js'
import { inTransaction } from '../platform/transaction.js'
import { userEntered } from './invitation-announcements.js'
import { findInvitation } from './invitations.repository.js'

/** The job that settles an accepted invitation. */
export const settleTask = 'settle-invitation'

/**
 * Gives the roles of an accepted invitation to its account and links its member, as far as they still exist and the
 * member is free. Doing it again changes nothing.
 */
export async function settleInvitation(ctx: Needs<'control'>, invitationId: string): Promise<void> {
  const invitation = await ctx.control.read((control) => findInvitation(control, invitationId))
  if (!invitation?.acceptedAt) return
  const { userId, roleIds, memberId, name } = invitation
  await inTransaction(ctx, async ({ db, clock, audit, announce }) => {
    const given = await giveRoles(db, clock, { userId, roleIds })
    const isLinked = memberId !== null && (await linkFreeMember(db, memberId, userId))
    const actor = { kind: 'USER', id: userId, name } as const
    if (given === 0 && !isLinked) return audit(unaudited('it was settled before'))
    audit({ action: 'user.settleInvitation', entity: 'user', entityId: userId, after: { roleIds, memberId }, actor })
    if (isLinked) announce(accountLinked({ memberId, userId }))
    announce(userEntered({ userId }))
  })
}

/** What the job of an acceptance does. */
export const settleInvitations: Task = {
  task: settleTask,
  // acceptInvitation enqueued it.
  run: (ctx, data) => settleInvitation(ctx, (data as { readonly invitationId: string }).invitationId),
}
