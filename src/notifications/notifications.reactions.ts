import { announcementNotices } from './announcement-notices.reactions.js'
import { eventNotices } from './event-notices.reactions.js'
import { roleNotices } from './role-notices.reactions.js'

/** What is told when older domains announce something. Each locks the church's notification counter. */
export const notificationReactions = [...announcementNotices, ...eventNotices, ...roleNotices]
