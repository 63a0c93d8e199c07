import type { Viewer } from '../platform/context.js'
import type { Permission } from '../platform/permission.js'
import type { Announcement } from './announcement.js'

/** What a policy must know of an announcement: who leads all the ministries it is for. */
export type ForGroups = Pick<Announcement, 'leaderIds'>

/** In GROUP scope a right reaches what is for ministries that the viewer leads, and for nobody else. */
const reaches = (permission: Permission, viewer: Viewer, { leaderIds }: ForGroups): boolean => {
  const scope = viewer.grants.get(permission)
  if (scope === 'ALL') return true
  return scope === 'GROUP' && viewer.memberId !== null && leaderIds.includes(viewer.memberId)
}

/** Whether the viewer may begin an announcement for these, of their own or like another. */
export const mayCreateAnnouncement = (viewer: Viewer, for_: ForGroups): boolean =>
  reaches('announcements.create', viewer, for_)

/** Whether the viewer sees this announcement in every state, and changes it as long as nothing of it is decided. */
export const mayWriteAnnouncement = (viewer: Viewer, announcement: ForGroups): boolean =>
  reaches('announcements.write', viewer, announcement)

/** Whether the viewer may publish, plan, pin and withdraw this announcement, and change what is planned. */
export const mayPublishAnnouncement = (viewer: Viewer, announcement: ForGroups): boolean =>
  reaches('announcements.manage', viewer, announcement)
