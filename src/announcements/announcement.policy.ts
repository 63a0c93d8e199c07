import type { Viewer } from '../platform/context.js'

/** Whether the viewer may write announcements to the whole church, as long as they are not published. */
export const mayWriteAnnouncement = (viewer: Viewer): boolean => viewer.grants.get('announcements.write') === 'ALL'

/** Whether the viewer may publish announcements to the whole church, and withdraw them. */
export const mayPublishAnnouncement = (viewer: Viewer): boolean => viewer.grants.get('announcements.manage') === 'ALL'
