import type { Viewer } from '../platform/context.js'
import { type Permission, permissionOf } from '../platform/permission.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import type { Grant, Role } from './role.js'

const everywhere = (viewer: Viewer, permission: Permission): boolean => viewer.grants.get(permission) === 'ALL'

/** Whether the viewer may see which rights roles give. */
export const mayReadRoles = (viewer: Viewer): boolean => everywhere(viewer, 'roles.read')

/** Whether the viewer may make roles, and give them to others and take them. */
export const mayManageRoles = (viewer: Viewer): boolean => everywhere(viewer, 'roles.manage')

/** Whether the viewer may change this role: system roles are read-only, and nobody changes a role of their own. */
export const mayChangeRole = (viewer: Viewer, role: Pick<Role, 'id' | 'isSystem'>): boolean =>
  mayManageRoles(viewer) && !role.isSystem && !viewer.roleIds.includes(role.id)

/** Whether the viewer may see the accounts of the church. */
export const mayReadUsers = (viewer: Viewer): boolean => everywhere(viewer, 'users.read')

/** Whether the viewer may close accounts, open them again and have passwords changed. */
export const mayManageUsers = (viewer: Viewer): boolean => everywhere(viewer, 'users.manage')

/** Whether the viewer may give roles to this account and take them: one's own roles are for others to change. */
export const mayChangeRolesOf = (viewer: Viewer, user: { readonly id: string }): boolean =>
  mayManageRoles(viewer) && viewer.userId !== user.id

/** The grants among these that the viewer lacks, or holds in a smaller scope: nobody gives those. */
const exceedingGrants = (viewer: Viewer, grants: readonly Grant[]): readonly Grant[] =>
  grants.filter(({ resource, action, scope }) => {
    const held = viewer.grants.get(permissionOf(resource, action))
    return held !== 'ALL' && held !== scope
  })

/** GRANT_EXCEEDED when the viewer would give what they lack; null when these are theirs to give. */
export function refuseExceeding(
  viewer: Viewer,
  grants: readonly Grant[],
  path: readonly string[],
): Refusal<'GRANT_EXCEEDED'> | null {
  const missing = exceedingGrants(viewer, grants).map(({ resource, action }) => permissionOf(resource, action))
  return missing.length === 0 ? null : refuse('GRANT_EXCEEDED', `You lack rights in it: ${missing.join(', ')}.`, path)
}
