import { notAllowed } from '../platform/blocked.js'
import type { Needs, Viewer } from '../platform/context.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { requireViewer } from './require-viewer.js'
import { roleAudit } from './role-audit.js'
import { grantsOf, type RoleDescription, roleFaults, tidyRole } from './role-draft.js'
import type { Grant, Role } from './role.js'
import { mayManageRoles, refuseExceeding } from './role.policy.js'
import { changeRole, grantsOfRoles, isRoleNameTaken, lockRoles, replaceGrants, rolesById } from './roles.repository.js'

/** Which role, and what becomes of the fields named. `grants` replaces all of its rights. */
export interface UpdateRole extends RoleDescription {
  readonly id: string
  readonly expectedVersion?: number | null
}

/**
 * Changes the named fields of a role that the church made itself; whoever holds it has the new rights at once.
 *
 * Refuses NOT_FOUND, STALE_VERSION, NOT_ALLOWED_NOW for a system role, GRANT_EXCEEDED for a role of one's own and for
 * added rights that the viewer lacks, NOT_UNIQUE, and REQUIRED, TOO_LONG, INVALID for all faults at once; throws
 * FORBIDDEN without `roles.manage`. Roles are changed one after the other.
 */
export async function updateRole(ctx: Needs<'viewer' | 'refusedToken'>, input: UpdateRole) {
  const viewer = requireViewer(ctx)
  if (!mayManageRoles(viewer)) throw notAllowed('This needs the right roles.manage.')
  const faults = roleFaults(input)
  if (faults) return faults

  return inTransaction(ctx, async (ctx) => {
    await lockRoles(ctx.db)
    const [role] = await rolesById(ctx.db, [input.id])
    if (!role) return refuse('NOT_FOUND', 'There is no such role.', ['id'])
    const refusal = refuseChange(viewer, role, input.expectedVersion ?? role.version)
    if (refusal) return refusal
    const columns = tidyRole(input)
    if (columns.name !== undefined && (await isRoleNameTaken(ctx.db, columns.name, role.id))) {
      return refuse('NOT_UNIQUE', 'Another role has this name.', ['name'])
    }
    const before = await grantsOfRoles(ctx.db, [role.id])
    const grants = input.grants ? grantsOf(input.grants) : before
    const exceeding = refuseExceeding(viewer, added(grants, before), ['grants'])
    if (exceeding) return exceeding
    if (input.grants) await replaceGrants(ctx.db, role.id, grants)
    const changed = await changeRole(ctx.db, role.id, { ...columns, now: ctx.clock.now() })
    ctx.audit({ action: 'role.update', ...roleAudit({ role, grants: before }, { role: changed, grants }) })
    return changed
  })
}

/** Why this role stays as it is for this viewer, at this version; null when it may be changed or removed. */
export function refuseChange(
  viewer: Viewer,
  role: Role,
  expectedVersion: number,
): Refusal<'NOT_ALLOWED_NOW' | 'GRANT_EXCEEDED' | 'STALE_VERSION'> | null {
  if (role.isSystem)
    return refuse('NOT_ALLOWED_NOW', 'System roles stay as they are: clone it and change that.', ['id'])
  if (viewer.roleIds.includes(role.id)) return refuse('GRANT_EXCEEDED', 'Nobody changes a role of their own.', ['id'])
  if (expectedVersion === role.version) return null
  return refuse('STALE_VERSION', 'Somebody else changed this role meanwhile.', ['expectedVersion'])
}

/** What is given that was not given before, or reaches further. */
const added = (grants: readonly Grant[], before: readonly Grant[]): readonly Grant[] =>
  grants.filter(
    ({ resource, action, scope }) =>
      !before.some(
        (old) => old.resource === resource && old.action === action && (old.scope === 'ALL' || old.scope === scope),
      ),
  )
