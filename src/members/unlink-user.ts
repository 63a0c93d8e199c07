import { lockRoles, mayManageUsers, requireViewer, userAudit } from '../access/index.js'
import { churchUser } from '../identity/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { membersByUser, unlinkAccount } from './linked-accounts.repository.js'
import { accountUnlinked } from './member-announcements.js'

/**
 * Makes an account nobody's: it reads no record of its own any more, and goes on with the roles it has.
 *
 * Refuses NOT_FOUND for an unknown account, NOT_ALLOWED_NOW when it is nobody's already; throws FORBIDDEN without
 * `users.manage`. Taken in turns with changes of roles.
 */
export async function unlinkUser(ctx: Needs<'viewer' | 'refusedToken' | 'control'>, { id }: { readonly id: string }) {
  if (!mayManageUsers(requireViewer(ctx))) throw notAllowed('This needs the right users.manage.')
  const user = await ctx.control.read((control) => churchUser(control, id))
  if (!user) return refuse('NOT_FOUND', 'There is no such account.', ['id'])

  return inTransaction(ctx, async (ctx) => {
    await lockRoles(ctx.db)
    const [member] = await membersByUser(ctx.db, [id])
    if (!member) return refuse('NOT_ALLOWED_NOW', 'The account is linked to nobody.', ['id'])
    await unlinkAccount(ctx.db, id)
    ctx.announce(accountUnlinked({ memberId: member.id, userId: id }))
    ctx.audit({ action: 'user.unlink', ...userAudit(id, { memberId: member.id }, null) })
    return user
  })
}
