import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { requireViewer } from './require-viewer.js'
import { roleAudit } from './role-audit.js'
import { grantsOf, type RoleDescription, roleFaults, tidyRole } from './role-draft.js'
import { mayManageRoles, refuseExceeding } from './role.policy.js'
import { addRole, isRoleNameTaken, lockRoles, replaceGrants } from './roles.repository.js'

/** A role to be made. */
export interface CreateRole extends RoleDescription {
  readonly name: string
}

/**
 * Makes a role of the church's own.
 *
 * Refuses REQUIRED, TOO_LONG and INVALID (all faults at once), GRANT_EXCEEDED for rights the viewer lacks and NOT_UNIQUE
 * for a name that is taken; throws FORBIDDEN without `roles.manage`. Roles are changed one after the other.
 */
export async function createRole(ctx: Needs<'viewer' | 'refusedToken'>, input: CreateRole) {
  const viewer = requireViewer(ctx)
  if (!mayManageRoles(viewer)) throw notAllowed('This needs the right roles.manage.')
  const faults = roleFaults(input)
  if (faults) return faults
  const grants = grantsOf(input.grants ?? [])
  const exceeding = refuseExceeding(viewer, grants, ['grants'])
  if (exceeding) return exceeding

  return inTransaction(ctx, async (ctx) => {
    await lockRoles(ctx.db)
    const name = input.name.trim()
    if (await isRoleNameTaken(ctx.db, name, null)) return refuse('NOT_UNIQUE', 'Another role has this name.', ['name'])
    const role = await addRole(ctx.db, { ...tidyRole(input), name, id: newId(ctx.clock) })
    await replaceGrants(ctx.db, role.id, grants)
    ctx.audit({ action: 'role.create', ...roleAudit(null, { role, grants }) })
    return role
  })
}
