export { addAnnouncement } from './announcements.repository.js'
