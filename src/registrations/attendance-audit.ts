import type { AuditEntry } from '../platform/audit/audit-entry.js'
import type { AttendanceRecord } from './attendance.js'

/** What the audit log keeps of somebody's coming before and after a change; what a child leaves against stays out. */
export const attendanceAudit = (
  before: AttendanceRecord | null,
  after: AttendanceRecord,
): Omit<AuditEntry, 'action'> => ({
  ...{ entity: 'attendanceRecord', entityId: after.id, before, after },
  hidden: ['pickupCode'],
})
