import type { AuditEntry } from '../platform/audit/audit-entry.js'
import type { Announcement } from './announcement.js'

/** What the audit log keeps of an announcement before and after a change; null where there is none. */
export function announcementAudit(before: Announcement | null, after: Announcement | null): Omit<AuditEntry, 'action'> {
  const entityId = after?.id ?? before?.id ?? null
  return { entity: 'announcement', entityId, before: before && image(before), after: after && image(after) }
}

/** What follows from other columns and other tables is left out. */
const image = ({ leaderIds: _leaders, listedAt: _place, ...kept }: Announcement): object => kept
