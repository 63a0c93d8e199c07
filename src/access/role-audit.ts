import type { AuditEntry } from '../platform/audit/audit-entry.js'
import { permissionOf } from '../platform/permission.js'
import type { Grant, Role } from './role.js'

/** A role with what it gives. */
export interface WholeRole {
  readonly role: Role
  readonly grants: readonly Grant[]
}

/** What the audit log keeps of a role before and after a change; null before it was there, and once it is gone. */
export function roleAudit(before: WholeRole | null, after: WholeRole | null): Omit<AuditEntry, 'action'> {
  const entityId = (after ?? before)?.role.id ?? null
  return { entity: 'role', entityId, before: before && image(before), after: after && image(after) }
}

const image = ({ role, grants }: WholeRole): object => ({ ...role, grants: grants.map(spell).toSorted() })

const spell = ({ resource, action, scope }: Grant): string =>
  scope === 'ALL' ? permissionOf(resource, action) : `${permissionOf(resource, action)} in own groups`

/** What the audit log keeps of a change of an account. */
export const userAudit = (id: string, before: object | null, after: object | null): Omit<AuditEntry, 'action'> => ({
  ...{ entity: 'user', entityId: id, before, after },
})
