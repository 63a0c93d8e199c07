import { viewerCanOf } from '../platform/graphql/viewer-can.js'
import { AnnouncementType } from './announcement.graphql.js'
import type { Announcement } from './announcement.js'
import { mayPublishAnnouncement, mayWriteAnnouncement } from './announcement.policy.js'

/** What the viewer may do with an announcement. */
export const AnnouncementViewerCan = viewerCanOf<Announcement>('Announcement', AnnouncementType, {
  duplicate: { description: 'Write another one like it.', may: mayWriteAnnouncement },
  withdraw: { description: 'Take it back.', may: mayPublishAnnouncement },
})
