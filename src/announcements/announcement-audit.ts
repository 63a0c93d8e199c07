import type { AuditEntry, ShownTo } from '../platform/audit/audit-entry.js'
import type { Announcement } from './announcement.js'

/** What the audit log keeps of an announcement before and after a change, and whose screens show it; null where there is none. */
export function announcementAudit(before: Announcement | null, after: Announcement | null): Omit<AuditEntry, 'action'> {
  const entityId = after?.id ?? before?.id ?? null
  const shown = [...new Set([...shownTo(before), ...shownTo(after)])]
  return {
    entity: 'announcement',
    entityId,
    before: before && image(before),
    after: after && image(after),
    shownTo: shown,
  }
}

/** What follows from other columns and other tables is left out. */
const image = ({ leaderIds: _leaders, listedAt: _place, ...kept }: Announcement): object => kept

/** More would make a live message too long: who is among so many hears of it by the notification. */
const mostNamed = 100

/** Whom a published announcement is for; the ministries of YOUTH and CHILDREN hear of it by the notification. */
function shownTo(announcement: Announcement | null): readonly ShownTo[] {
  if (announcement?.status !== 'PUBLISHED') return []
  const { audienceKind, audienceGroup, audienceIds } = announcement
  if (audienceKind === 'CHURCH') return ['CHURCH']
  if (audienceGroup === 'LEADERS') return ['role:LEADER']
  const kind = ({ ROLE: 'role', MINISTRY: 'ministry', MEMBER: 'member' } as const)[audienceKind]
  return audienceIds.length > mostNamed ? [] : audienceIds.map((id) => `${kind}:${id}` as const)
}
