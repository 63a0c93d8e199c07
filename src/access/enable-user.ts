import { churchUser, moveStatus } from '../identity/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { requireViewer } from './require-viewer.js'
import { userAudit } from './role-audit.js'
import { mayManageUsers } from './role.policy.js'

/**
 * Opens an account again that was disabled; it signs in with its old password, and has the roles it has kept.
 *
 * Refuses NOT_FOUND, and NOT_ALLOWED_NOW unless it is DISABLED; throws FORBIDDEN without `users.manage`.
 */
export async function enableUser(ctx: Needs<'viewer' | 'refusedToken' | 'control'>, { id }: { readonly id: string }) {
  if (!mayManageUsers(requireViewer(ctx))) throw notAllowed('This needs the right users.manage.')

  return inTransaction(ctx, async (ctx) => {
    const move = { id, from: 'DISABLED', to: 'ACTIVE', now: ctx.clock.now() } as const
    const user = await ctx.control.write((control) => moveStatus(control, move))
    if (user) {
      ctx.audit({ action: 'user.enable', ...userAudit(id, { status: 'DISABLED' }, { status: 'ACTIVE' }) })
      return user
    }
    const known = await ctx.control.read((control) => churchUser(control, id))
    return known
      ? refuse('NOT_ALLOWED_NOW', 'Only a disabled account can be enabled.', ['id'])
      : refuse('NOT_FOUND', 'There is no such account.', ['id'])
  })
}
