import type { AuditEntry } from '../platform/audit/audit-entry.js'
import type { Registration } from './registration.js'

/** What the audit log keeps of a registration before and after a change; what people wrote, and the code, stay out. */
export const registrationAudit = (before: Registration | null, after: Registration): Omit<AuditEntry, 'action'> => ({
  ...{ entity: 'eventRegistration', entityId: after.id, before, after },
  hidden: ['note', 'checkInCode'],
  shownTo: [`member:${after.memberId}`],
})
