import type { AuditEntry } from '../platform/audit/audit-entry.js'
import type { Household, Residence } from './household.js'

/** Where people live is PERSONAL: who may read the audit log need not have the right to read it. */
const hidden = ['address', 'phone']

/** What the audit log keeps of a household before and after a change; null before it was there. */
export const householdAudit = (before: Household | null, after: Household): Omit<AuditEntry, 'action'> => ({
  ...{ entity: 'household', entityId: after.id, before, after, hidden },
})

/** What the audit log keeps of a stay in a household before and after a change. */
export const residenceAudit = (before: Residence | null, after: Residence): Omit<AuditEntry, 'action'> => ({
  ...{ entity: 'householdMember', entityId: after.id, before, after },
})
