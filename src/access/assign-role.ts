import { churchUser } from '../identity/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { type Instant, isBefore } from '../platform/instant.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { refuseLastAdmin } from './last-admin.js'
import { endTokens } from './raise-epoch.js'
import { requireViewer } from './require-viewer.js'
import { roleChanged } from './role-announcements.js'
import { userAudit } from './role-audit.js'
import { mayChangeRolesOf, mayManageRoles, refuseExceeding } from './role.policy.js'
import { grantsOfRoles, holdRole, lockRoles, rolesById } from './roles.repository.js'

/** Who is given which role, and until when; for good without an end. */
export interface AssignRole {
  readonly userId: string
  readonly roleId: string
  readonly expiresAt?: Instant | null
}

/**
 * Gives a user a role, or another end to a role they hold. They have its rights at once, and sign in anew by refreshing.
 *
 * Refuses NOT_FOUND for an unknown or erased user and an unknown role, INVALID for an end that is past, GRANT_EXCEEDED
 * for oneself and for a role that gives what the viewer lacks, LAST_ADMIN when the last administrator for good would
 * become one for a time; throws FORBIDDEN without `roles.manage`. Roles are changed one after the other.
 */
export async function assignRole(ctx: Needs<'viewer' | 'refusedToken' | 'control'>, input: AssignRole) {
  const viewer = requireViewer(ctx)
  if (!mayManageRoles(viewer)) throw notAllowed('This needs the right roles.manage.')
  const { userId, roleId, expiresAt = null } = input
  if (!mayChangeRolesOf(viewer, { id: userId })) {
    return refuse('GRANT_EXCEEDED', 'Nobody changes their own roles.', ['userId'])
  }
  if (expiresAt !== null && !isBefore(ctx.clock.now(), expiresAt)) {
    return refuse('INVALID', 'The end must lie ahead.', ['expiresAt'])
  }
  const user = await ctx.control.read((control) => churchUser(control, userId))
  if (!user || user.status === 'ERASED') return refuse('NOT_FOUND', 'There is no such account.', ['userId'])

  const outcome = await inTransaction(ctx, async (ctx) => {
    await lockRoles(ctx.db)
    const [role] = await rolesById(ctx.db, [roleId])
    if (!role) return refuse('NOT_FOUND', 'There is no such role.', ['roleId'])
    const exceeding = refuseExceeding(viewer, await grantsOfRoles(ctx.db, [role.id]), ['roleId'])
    if (exceeding) return exceeding
    if (role.key === 'ADMIN' && expiresAt !== null) {
      const last = await refuseLastAdmin(ctx, userId, ['expiresAt'])
      if (last) return last
    }
    await holdRole(ctx.db, ctx.clock, { userId, roleId, expiresAt, assignedBy: viewer.userId })
    ctx.audit({ action: 'user.assignRole', ...userAudit(userId, null, { role: role.name, expiresAt }) })
    ctx.announce(roleChanged({ userId, role: role.name, isHeld: true }))
    return { user, end: await endTokens(ctx, userId) }
  })
  if (isRefusal(outcome)) return outcome
  await outcome.end()
  return outcome.user
}
