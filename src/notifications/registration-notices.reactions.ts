import { when } from '../platform/outbox/reaction.js'
import { memberRegistered, registrationCancelled, registrationPromoted } from '../registrations/index.js'
import { notificationOfLostPlace, notificationOfPromotion, notificationOfRegistration } from './registration-notices.js'
import { tell } from './tell.js'

/** What is told of registrations: to the member, and of a cancellation only when somebody else did it. */
export const registrationNotices = [
  when(memberRegistered, (ctx, told) => tell(ctx, notificationOfRegistration(told))),
  when(registrationPromoted, (ctx, told) => tell(ctx, notificationOfPromotion(told))),
  when(registrationCancelled, async (ctx, told) => {
    if (told.isByStaff) await tell(ctx, notificationOfLostPlace(told))
  }),
]
