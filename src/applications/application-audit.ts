import type { AuditEntry } from '../platform/audit/audit-entry.js'
import type { Application } from './application.js'

/** What the audit log tells of an application beside that it was changed: nothing that says who applied. */
const shown = ['status', 'memberId', 'reviewedBy', 'reviewedAt', 'confirmedBy', 'confirmedAt', 'withdrawnAt', 'version']

/**
 * What the audit log keeps of an application before and after a change; null before it was there. Its personal fields are
 * told by name only: they are erased one day, and the log is not.
 */
export const applicationAudit = (before: Application | null, after: Application): Omit<AuditEntry, 'action'> => ({
  ...{ entity: 'membershipApplication', entityId: after.id, before, after },
  hidden: Object.keys(after).filter((field) => !shown.includes(field)),
})
