import { lockRoles, mayManageUsers, requireViewer, userAudit } from '../access/index.js'
import { churchUser } from '../identity/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { linkUser, membersByUser } from './linked-accounts.repository.js'
import { accountLinked } from './member-announcements.js'
import { lockMember } from './members.repository.js'

/** Which account is whose. */
export interface LinkUserToMember {
  readonly userId: string
  readonly memberId: string
}

/**
 * Makes an account that of a member, who reads their own record with it from now on. Doing it again changes nothing.
 *
 * Refuses NOT_FOUND for an unknown or erased account and an unknown member, NOT_ALLOWED_NOW when either is linked to
 * another; throws FORBIDDEN without `users.manage`. Taken in turns with changes of roles.
 */
export async function linkUserToMember(ctx: Needs<'viewer' | 'refusedToken' | 'control'>, input: LinkUserToMember) {
  if (!mayManageUsers(requireViewer(ctx))) throw notAllowed('This needs the right users.manage.')
  const { userId, memberId } = input
  const user = await ctx.control.read((control) => churchUser(control, userId))
  if (!user || user.status === 'ERASED') return refuse('NOT_FOUND', 'There is no such account.', ['userId'])

  return inTransaction(ctx, async (ctx) => {
    await lockRoles(ctx.db)
    const member = await lockMember(ctx.db, memberId)
    if (!member) return refuse('NOT_FOUND', 'There is no such member.', ['memberId'])
    if (member.userId === userId) {
      ctx.audit(unaudited('It was linked like this before.'))
      return user
    }
    if (member.userId)
      return refuse('NOT_ALLOWED_NOW', 'The member has another account: unlink that first.', ['memberId'])
    const [other] = await membersByUser(ctx.db, [userId])
    if (other) return refuse('NOT_ALLOWED_NOW', 'The account is another member’s: unlink it first.', ['userId'])
    await linkUser(ctx.db, memberId, userId)
    ctx.announce(accountLinked({ memberId, userId }))
    ctx.audit({ action: 'user.link', ...userAudit(userId, null, { memberId }) })
    return user
  })
}
