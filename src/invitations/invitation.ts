import type { AuditEntry } from '../platform/audit/audit-entry.js'
import type { Viewer } from '../platform/context.js'
import { permissionOf, type Resource } from '../platform/permission.js'
import type { RoleGrant } from './grants-of-roles.queries.js'
import type { Invitation } from './invitations.repository.js'

/** Every way this domain says no, and what it tells readers of the API. */
export const invitationRefusals = {
  GRANT_EXCEEDED: 'It would give a right that the viewer lacks.',
} as const

/** How long an invitation counts, in seconds. */
export const invitationSeconds = 7 * 24 * 3600

/** What the audit log keeps of an invitation. */
export const invitationAudit = (
  invitation: Pick<Invitation, 'id' | 'userId' | 'email' | 'name' | 'roleIds' | 'memberId' | 'expiresAt'>,
): Omit<AuditEntry, 'action'> => {
  const { id, userId, email, name, roleIds, memberId, expiresAt } = invitation
  return { entity: 'invitation', entityId: id, after: { userId, email, name, roleIds, memberId, expiresAt } }
}

/** Whether the viewer holds a right, at least as far as it is to be given. */
export function holds({ grants }: Viewer, { resource, action, scope }: RoleGrant): boolean {
  if (resource === null || action === null) return true
  // The database holds no other resources: see role_permission_resource_known.
  const held = grants.get(permissionOf(resource as Resource, action))
  return held === 'ALL' || (held !== undefined && held === scope)
}
