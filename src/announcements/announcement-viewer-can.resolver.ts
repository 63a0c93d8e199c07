import { viewerCanOf } from '../platform/graphql/viewer-can.js'
import { AnnouncementType } from './announcement.graphql.js'
import type { Announcement, AnnouncementStatus } from './announcement.js'
import { mayCreateAnnouncement, mayPublishAnnouncement, mayWriteAnnouncement } from './announcement.policy.js'

const stands = (announcement: Announcement, ...statuses: AnnouncementStatus[]): boolean =>
  statuses.includes(announcement.status)

/** What the viewer may do with an announcement. */
export const AnnouncementViewerCan = viewerCanOf<Announcement>('Announcement', AnnouncementType, {
  update: {
    description: 'Change it.',
    may: (viewer, one) =>
      (stands(one, 'DRAFT') && mayWriteAnnouncement(viewer, one)) ||
      (stands(one, 'SCHEDULED') && mayPublishAnnouncement(viewer, one)),
  },
  delete: {
    description: 'Remove the draft for good.',
    may: (viewer, one) => stands(one, 'DRAFT') && mayWriteAnnouncement(viewer, one),
  },
  duplicate: { description: 'Write another one like it.', may: mayCreateAnnouncement },
  publish: {
    description: 'Publish it now.',
    may: (viewer, one) => stands(one, 'DRAFT') && mayPublishAnnouncement(viewer, one),
  },
  schedule: {
    description: 'Plan when it is published, and take the plan back.',
    may: (viewer, one) => stands(one, 'DRAFT', 'SCHEDULED') && mayPublishAnnouncement(viewer, one),
  },
  pin: {
    description: 'Keep it at the top, or no longer.',
    may: (viewer, one) => !stands(one, 'EXPIRED', 'WITHDRAWN') && mayPublishAnnouncement(viewer, one),
  },
  withdraw: {
    description: 'Take it back.',
    may: (viewer, one) => stands(one, 'PUBLISHED') && mayPublishAnnouncement(viewer, one),
  },
})
