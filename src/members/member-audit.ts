import type { AuditEntry } from '../platform/audit/audit-entry.js'
import { recordFields } from './member-record.js'
import type { Member } from './member.js'

/** PERSONAL and SENSITIVE fields: who may read the audit log need not have the right to read these. */
const hidden: readonly string[] = [
  ...(['address', 'birthDate', 'gender', 'joinedOn'] as const satisfies readonly (keyof Member)[]),
  ...recordFields.map(({ field }) => field).filter((field) => field !== 'directory'),
  ...['idNumber', 'parents', 'education', 'faith'],
]

/**
 * What the audit log keeps of a member before and after a change; null before it was there. `written` names what was
 * written beside the member's own row.
 */
export function memberAudit(
  before: Member | null,
  after: Member,
  written: readonly string[] = [],
): Omit<AuditEntry, 'action'> {
  const marks = Object.fromEntries(written.map((name) => [name, 'written']))
  return { entity: 'member', entityId: after.id, before, after: { ...after, ...marks }, hidden }
}
