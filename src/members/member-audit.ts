import type { AuditEntry } from '../platform/audit/audit-entry.js'
import type { Member } from './member.js'

/** PERSONAL and SENSITIVE fields: who may read the audit log need not have the right to read these. */
const hidden = ['address', 'birthDate', 'gender', 'joinedOn'] as const satisfies readonly (keyof Member)[]

/** What the audit log keeps of a member before and after a change; null before it was there. */
export function memberAudit(before: Member | null, after: Member): Omit<AuditEntry, 'action'> {
  return { entity: 'member', entityId: after.id, before, after, hidden }
}
