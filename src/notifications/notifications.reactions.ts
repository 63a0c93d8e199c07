import { userEntered } from '../invitations/index.js'
import { memberErased } from '../members/index.js'
import { when } from '../platform/outbox/reaction.js'
import { membersRegistered } from '../registrations/index.js'
import { announcementNotices } from './announcement-notices.reactions.js'
import { applicationNotices } from './application-notices.reactions.js'
import { forgetRecipient } from './deliveries.repository.js'
import { eventNoticesFor } from './event-notices.reactions.js'
import { inheritedPreferences } from './inherit-preferences.reactions.js'
import { ministryNotices } from './ministry-notices.reactions.js'
import { tellFromNowOn } from './notifications.repository.js'
import { outlivedNotices } from './outlived-notices.reactions.js'
import { registrationNotices } from './registration-notices.reactions.js'
import { roleNotices } from './role-notices.reactions.js'
import { workflowNotices } from './workflow-notices.reactions.js'

/** What is told when older domains announce something. Each locks the church's notification counter. */
export const notificationReactions = [
  // First: rows are locked before the counter.
  ...outlivedNotices,
  ...announcementNotices,
  ...applicationNotices,
  ...eventNoticesFor(({ db, clock }, asked) => membersRegistered(db, { ...asked, now: clock.now() })),
  ...inheritedPreferences,
  ...ministryNotices,
  ...registrationNotices,
  ...roleNotices,
  ...workflowNotices,
  when(memberErased, ({ db }, erased) => forgetRecipient(db, erased)),
  // Who comes in is told what happens from then on.
  when(userEntered, (ctx, { userId }) => tellFromNowOn(ctx.db, userId)),
]
