import type { AuditEntry, ShownTo } from '../platform/audit/audit-entry.js'
import type { Event } from './event.js'

/** What the audit log keeps of an event, or one occurrence of it, before and after a change, and whose screens show it. */
export const eventAudit = (before: Event | null, after: Event | null): Omit<AuditEntry, 'action'> => ({
  ...{ entity: 'event', entityId: (after ?? before)?.id ?? null, before, after },
  shownTo: [...new Set([...shownTo(before), ...shownTo(after)])],
})

/** Whom an event is shown to beside those who may change it; see `reachOf`. */
function shownTo(event: Event | null): readonly ShownTo[] {
  if (event === null || event.status === 'DRAFT') return []
  if (event.visibility === 'LEADERS') return ['role:LEADER', 'right:events.write']
  if (event.visibility !== 'MINISTRY') return ['CHURCH']
  return event.ministryId === null ? [] : [`ministry:${event.ministryId}`]
}
