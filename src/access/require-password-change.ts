import { churchUser, demandPassword, endEverySession } from '../identity/index.js'
import { tellAudit } from '../platform/audit/tell-audit.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
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

  return ctx.control.write(async (control) => {
    const now = ctx.clock.now()
    const user = await demandPassword(control, id, now)
    if (user) {
      await endEverySession(control, { id, reason: 'ADMIN', now })
      await tellAudit(ctx, control, { action: 'user.requirePasswordChange', ...userAudit(id, null, null) })
      return user
    }
    const known = await churchUser(control, id)
    return known
      ? refuse('NOT_ALLOWED_NOW', 'Only an active account has a password to change.', ['id'])
      : refuse('NOT_FOUND', 'There is no such account.', ['id'])
  })
}
