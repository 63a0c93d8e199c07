import { churchUser, endEverySession, moveStatus } from '../identity/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import { tellAudit } from '../platform/audit/tell-audit.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { refuseLastAdmin } from './last-admin.js'
import { requireViewer } from './require-viewer.js'
import { userAudit } from './role-audit.js'
import { mayManageUsers } from './role.policy.js'
import { lockRoles } from './roles.repository.js'

/**
 * Closes an account: its tokens, sessions and sockets end at once. It keeps its roles for the day it is opened again.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW unless it is ACTIVE, LAST_ADMIN for the last active administrator; throws FORBIDDEN
 * without `users.manage`. Taken in turns with changes of roles.
 */
export async function disableUser(ctx: Needs<'viewer' | 'refusedToken' | 'control'>, { id }: { readonly id: string }) {
  if (!mayManageUsers(requireViewer(ctx))) throw notAllowed('This needs the right users.manage.')

  return inTransaction(ctx, async (ctx) => {
    await lockRoles(ctx.db)
    const last = await refuseLastAdmin(ctx, id, ['id'])
    if (last) return last
    const now = ctx.clock.now()
    // Committed before the lock is given back: who comes next counts one administrator less.
    const user = await ctx.control.write(async (control) => {
      const disabled = await moveStatus(control, { id, from: 'ACTIVE', to: 'DISABLED', now })
      if (!disabled) return null
      await endEverySession(control, { id, reason: 'DISABLED', now })
      const images = userAudit(id, { status: 'ACTIVE' }, { status: 'DISABLED' })
      await tellAudit(ctx, control, { action: 'user.disable', ...images })
      return disabled
    })
    ctx.audit(unaudited('it is told with the account'))
    if (user) return user
    const known = await ctx.control.read((control) => churchUser(control, id))
    return known
      ? refuse('NOT_ALLOWED_NOW', 'Only an active account can be disabled.', ['id'])
      : refuse('NOT_FOUND', 'There is no such account.', ['id'])
  })
}
