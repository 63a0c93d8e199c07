export type { Announcement } from './announcement.js'
export { addAnnouncements } from './announcements.repository.js'
