import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { holdersOf } from './holdings.queries.js'
import { requireViewer } from './require-viewer.js'
import { roleAudit } from './role-audit.js'
import { mayManageRoles } from './role.policy.js'
import { grantsOfRoles, lockRoles, removeRole, rolesById } from './roles.repository.js'
import { refuseChange } from './update-role.js'

/**
 * Removes a role that the church made itself and nobody holds; returns what it was.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW for a system role and for one in use, GRANT_EXCEEDED for a role of one's own; throws
 * FORBIDDEN without `roles.manage`. Roles are changed one after the other, so nobody is given a role that goes.
 */
export async function deleteRole(ctx: Needs<'viewer' | 'refusedToken'>, input: { readonly id: string }) {
  const viewer = requireViewer(ctx)
  if (!mayManageRoles(viewer)) throw notAllowed('This needs the right roles.manage.')

  return inTransaction(ctx, async (ctx) => {
    await lockRoles(ctx.db)
    const [role] = await rolesById(ctx.db, [input.id])
    if (!role) return refuse('NOT_FOUND', 'There is no such role.', ['id'])
    const refusal = refuseChange(viewer, role, role.version)
    if (refusal) return refusal
    const holders = await holdersOf(ctx.db, role.id)
    if (holders.length > 0) {
      return refuse('NOT_ALLOWED_NOW', `${holders.length} people hold this role: take it from them first.`, ['id'])
    }
    const grants = await grantsOfRoles(ctx.db, [role.id])
    await removeRole(ctx.db, role.id)
    ctx.audit({ action: 'role.delete', ...roleAudit({ role, grants }, null) })
    return role
  })
}
