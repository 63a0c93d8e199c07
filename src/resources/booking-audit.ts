import type { AuditEntry } from '../platform/audit/audit-entry.js'
import type { Booking } from './booking.js'

/** What the audit log keeps of a booking before and after a change; null before it was there. */
export const bookingAudit = (before: Booking | null, after: Booking): Omit<AuditEntry, 'action'> => ({
  ...{ entity: 'booking', entityId: after.id, before, after },
})
