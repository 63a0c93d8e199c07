import { churchUser } from '../identity/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { refuseLastAdmin } from './last-admin.js'
import { endTokens } from './raise-epoch.js'
import { requireViewer } from './require-viewer.js'
import { roleChanged } from './role-announcements.js'
import { userAudit } from './role-audit.js'
import { mayChangeRolesOf, mayManageRoles } from './role.policy.js'
import { dropRole, lockRoles, rolesById } from './roles.repository.js'

/** From whom which role is taken. */
export interface RevokeRole {
  readonly userId: string
  readonly roleId: string
}

/**
 * Takes a role from a user, whose rights end with it at once.
 *
 * Refuses NOT_FOUND for an unknown user and for a role they do not hold, GRANT_EXCEEDED for oneself, LAST_ADMIN for the
 * last active administrator; throws FORBIDDEN without `roles.manage`. Roles are changed one after the other.
 */
export async function revokeRole(ctx: Needs<'viewer' | 'refusedToken' | 'control'>, input: RevokeRole) {
  const viewer = requireViewer(ctx)
  if (!mayManageRoles(viewer)) throw notAllowed('This needs the right roles.manage.')
  const { userId, roleId } = input
  if (!mayChangeRolesOf(viewer, { id: userId })) {
    return refuse('GRANT_EXCEEDED', 'Nobody changes their own roles.', ['userId'])
  }
  const user = await ctx.control.read((control) => churchUser(control, userId))
  if (!user) return refuse('NOT_FOUND', 'There is no such account.', ['userId'])

  const outcome = await inTransaction(ctx, async (ctx) => {
    await lockRoles(ctx.db)
    const [role] = await rolesById(ctx.db, [roleId])
    const last = role?.key === 'ADMIN' ? await refuseLastAdmin(ctx, userId, ['userId']) : null
    if (last) return last
    const isTaken = await dropRole(ctx.db, userId, roleId)
    if (!isTaken || !role) return refuse('NOT_FOUND', 'They do not hold this role.', ['roleId'])
    ctx.audit({ action: 'user.revokeRole', ...userAudit(userId, { role: role.name }, null) })
    ctx.announce(roleChanged({ userId, role: role.name, isHeld: false }))
    return { user, end: await endTokens(ctx, userId) }
  })
  if (isRefusal(outcome)) return outcome
  await outcome.end()
  return outcome.user
}
