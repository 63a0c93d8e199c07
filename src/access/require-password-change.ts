import { churchUser, demandPassword, endEverySession } from '../identity/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { requireViewer } from './require-viewer.js'
import { userAudit } from './role-audit.js'
import { mayManageUsers } from './role.policy.js'

/**
 * Lets an account do nothing but change its password, after signing in anew: its sessions and sockets end at once.
 *
 * Refuses NOT_FOUND, and NOT_ALLOWED_NOW unless it is ACTIVE; throws FORBIDDEN without `users.manage`.
 */
export async function requirePasswordChange(
  ctx: Needs<'viewer' | 'refusedToken' | 'control'>,
  { id }: { readonly id: string },
) {
  if (!mayManageUsers(requireViewer(ctx))) throw notAllowed('This needs the right users.manage.')

  return inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const user = await ctx.control.write(async (control) => {
      const asked = await demandPassword(control, id, now)
      if (asked) await endEverySession(control, { id, reason: 'ADMIN', now })
      return asked
    })
    if (user) {
      ctx.audit({ action: 'user.requirePasswordChange', ...userAudit(id, null, { mustChangePassword: true }) })
      return user
    }
    const known = await ctx.control.read((control) => churchUser(control, id))
    return known
      ? refuse('NOT_ALLOWED_NOW', 'Only an active account has a password to change.', ['id'])
      : refuse('NOT_FOUND', 'There is no such account.', ['id'])
  })
}
