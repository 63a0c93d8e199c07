import { eventNoticesFor } from './event-notices.reactions.js'
import { roleNotices } from './role-notices.reactions.js'

/** Nobody registers for an event yet. */
const nobody = async (): Promise<readonly string[]> => []

/** What is told when older domains announce something. Each locks the church's notification counter. */
export const notificationReactions = [...eventNoticesFor(nobody), ...roleNotices]
