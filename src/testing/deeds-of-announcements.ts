import { announcementDesk } from './announcement-desk.js'
import type { Person } from './church-world.js'

/** A mutation about an announcement that succeeds, and the audit entry it leaves. */
interface AnnouncementDeed {
  readonly text: (stage: { readonly admin: Person }) => Promise<string>
  readonly leaves: { readonly church: string }
}

const { draft, move, schedule } = announcementDesk

/** When test announcements are planned for. */
const later = '2099-01-01T00:00:00Z'

type State = 'DRAFT' | 'SCHEDULED' | 'PUBLISHED'

/** One in this state. */
async function announcementIn(state: State, admin: Person): Promise<string> {
  const id = await draft(admin)
  if (state === 'SCHEDULED') await schedule(admin, id, later)
  if (state === 'PUBLISHED') await move(admin, 'publishAnnouncement', { id })
  return id
}

const deed = (operation: string, state: State, more = ''): AnnouncementDeed => ({
  text: async ({ admin }) =>
    `mutation { ${operation}(input: { id: "${await announcementIn(state, admin)}" ${more} }) { errors { code } } }`,
  leaves: { church: `announcement.${operation.replace('Announcement', '')}` },
})

/** Every mutation about announcements. */
export const deedsOfAnnouncements: Readonly<Record<string, AnnouncementDeed>> = {
  createAnnouncement: {
    text: async () => 'mutation { createAnnouncement(input: { title: "x", body: "y" }) { errors { code } } }',
    leaves: { church: 'announcement.create' },
  },
  updateAnnouncement: deed('updateAnnouncement', 'DRAFT', 'title: "z"'),
  deleteDraft: deed('deleteDraft', 'DRAFT'),
  duplicateAnnouncement: { ...deed('duplicateAnnouncement', 'PUBLISHED'), leaves: { church: 'announcement.create' } },
  publishAnnouncement: deed('publishAnnouncement', 'DRAFT'),
  scheduleAnnouncement: deed('scheduleAnnouncement', 'DRAFT', `publishAt: "${later}"`),
  unscheduleAnnouncement: deed('unscheduleAnnouncement', 'SCHEDULED'),
  withdrawAnnouncement: deed('withdrawAnnouncement', 'PUBLISHED'),
  pinAnnouncement: deed('pinAnnouncement', 'PUBLISHED'),
  unpinAnnouncement: deed('unpinAnnouncement', 'PUBLISHED'),
}
