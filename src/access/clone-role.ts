import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { requireViewer } from './require-viewer.js'
import { roleAudit } from './role-audit.js'
import { roleFaults } from './role-draft.js'
import { mayManageRoles, refuseExceeding } from './role.policy.js'
import { addRole, grantsOfRoles, isRoleNameTaken, lockRoles, replaceGrants, rolesById } from './roles.repository.js'

/** Which role is copied, and what the copy is called. */
export interface CloneRole {
  readonly id: string
  readonly name: string
}

/**
 * Makes a role with the rights and looks of another, a system role too; it is based on the same one.
 *
 * Refuses NOT_FOUND, REQUIRED, TOO_LONG, NOT_UNIQUE, and GRANT_EXCEEDED when the role gives what the viewer lacks; throws
 * FORBIDDEN without `roles.manage`. Roles are changed one after the other.
 */
export async function cloneRole(ctx: Needs<'viewer' | 'refusedToken'>, input: CloneRole) {
  const viewer = requireViewer(ctx)
  if (!mayManageRoles(viewer)) throw notAllowed('This needs the right roles.manage.')
  const faults = roleFaults({ name: input.name })
  if (faults) return faults

  return inTransaction(ctx, async (ctx) => {
    await lockRoles(ctx.db)
    const [original] = await rolesById(ctx.db, [input.id])
    if (!original) return refuse('NOT_FOUND', 'There is no such role.', ['id'])
    const grants = await grantsOfRoles(ctx.db, [original.id])
    const exceeding = refuseExceeding(viewer, grants, ['id'])
    if (exceeding) return exceeding
    const name = input.name.trim()
    if (await isRoleNameTaken(ctx.db, name, null)) return refuse('NOT_UNIQUE', 'Another role has this name.', ['name'])

    const { description, color, icon, requiresTotp, key, basedOn } = original
    const kept = { description, color, icon, requires_totp: requiresTotp, based_on: key ?? basedOn }
    const clone = await addRole(ctx.db, { ...kept, name, id: newId(ctx.clock) })
    await replaceGrants(ctx.db, clone.id, grants)
    ctx.audit({ action: 'role.create', ...roleAudit(null, { role: clone, grants }) })
    return clone
  })
}
