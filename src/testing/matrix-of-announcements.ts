import type { Permission } from '../platform/permission.js'
import type { MatrixRow, Target } from './matrix-row.js'

/** What leaders may do as far as their ministries go; what others announce there is hidden from them. */
const act = (operation: string, who: Permission, input: (target: Target) => string): MatrixRow => ({
  ...{ who, gate: 'announcements', group: 'own' },
  text: (target) => `mutation { ${operation}(input: { ${input(target)} }) { errors { code } } }`,
  shows: (data) => !JSON.stringify(data ?? null).includes('NOT_FOUND'),
})

const withdrawn = ({ announcementId }: Target): string => `id: "${announcementId}"`

/** The announcement of a target was withdrawn: nothing can be done with it any more, and only its writers see it. */
export const matrixOfAnnouncements: Readonly<Record<string, MatrixRow>> = {
  announcements: { who: 'announcements.read', gate: 'announcements', text: '{ announcements { totalCount } }' },
  announcement: {
    ...{ who: 'announcements.read', gate: 'announcements' },
    text: ({ announcementId }) => `{ announcement(id: "${announcementId}") { id } }`,
  },
  createAnnouncement: act(
    'createAnnouncement',
    'announcements.create',
    ({ ministryId }) => `title: "", body: "", audience: { kind: MINISTRY, ids: ["${ministryId}"] }`,
  ),
  updateAnnouncement: act('updateAnnouncement', 'announcements.write', withdrawn),
  deleteDraft: act('deleteDraft', 'announcements.write', withdrawn),
  // The only one that a withdrawn announcement does not stop: it leaves a draft.
  duplicateAnnouncement: act('duplicateAnnouncement', 'announcements.create', withdrawn),
  publishAnnouncement: act('publishAnnouncement', 'announcements.manage', withdrawn),
  scheduleAnnouncement: act(
    'scheduleAnnouncement',
    'announcements.manage',
    (target) => `${withdrawn(target)}, publishAt: "2031-01-01T00:00:00Z"`,
  ),
  unscheduleAnnouncement: act('unscheduleAnnouncement', 'announcements.manage', withdrawn),
  withdrawAnnouncement: act('withdrawAnnouncement', 'announcements.manage', withdrawn),
  pinAnnouncement: act('pinAnnouncement', 'announcements.manage', withdrawn),
  unpinAnnouncement: act('unpinAnnouncement', 'announcements.manage', withdrawn),
}
