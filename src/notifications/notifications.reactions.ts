import { userEntered } from '../invitations/index.js'
import { when } from '../platform/outbox/reaction.js'
import { announcementNotices } from './announcement-notices.reactions.js'
import { applicationNotices } from './application-notices.reactions.js'
import { eventNoticesFor } from './event-notices.reactions.js'
import { ministryNotices } from './ministry-notices.reactions.js'
import { tellFromNowOn } from './notifications.repository.js'
import { roleNotices } from './role-notices.reactions.js'
import { workflowNotices } from './workflow-notices.reactions.js'

/** Nobody registers for an event yet. */
const nobody = async (): Promise<readonly string[]> => []

/** What is told when older domains announce something. Each locks the church's notification counter. */
export const notificationReactions = [
  ...announcementNotices,
  ...applicationNotices,
  ...eventNoticesFor(nobody),
  ...ministryNotices,
  ...roleNotices,
  ...workflowNotices,
  // Who comes in is told what happens from then on.
  when(userEntered, (ctx, { userId }) => tellFromNowOn(ctx.db, userId)),
]
