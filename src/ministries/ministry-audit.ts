import type { AuditEntry } from '../platform/audit/audit-entry.js'
import type { Membership } from './membership.js'
import type { Ministry } from './ministry.js'

/** What the audit log keeps of a ministry before and after a change; null before it was there. */
export const ministryAudit = (before: Ministry | null, after: Ministry): Omit<AuditEntry, 'action'> => ({
  ...{ entity: 'ministry', entityId: after.id, before, after },
})

/** What the audit log keeps of a stay before and after a change. What leaders note is told by name only. */
export const membershipAudit = (before: Membership | null, after: Membership): Omit<AuditEntry, 'action'> => ({
  ...{ entity: 'ministryMembership', entityId: after.id, before, after, hidden: ['notes'] },
})
