import { churchUser, moveStatus } from '../identity/index.js'
import { tellAudit } from '../platform/audit/tell-audit.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
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

  const move = { id, from: 'DISABLED', to: 'ACTIVE', now: ctx.clock.now() } as const
  return ctx.control.write(async (control) => {
    const user = await moveStatus(control, move)
    if (user) {
      const images = userAudit(id, { status: 'DISABLED' }, { status: 'ACTIVE' })
      await tellAudit(ctx, control, { action: 'user.enable', ...images })
      return user
    }
    const known = await churchUser(control, id)
    return known
      ? refuse('NOT_ALLOWED_NOW', 'Only a disabled account can be enabled.', ['id'])
      : refuse('NOT_FOUND', 'There is no such account.', ['id'])
  })
}
