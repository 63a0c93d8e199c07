import { when } from '../platform/outbox/reaction.js'
import { memberRegistered, registrationCancelled, registrationPromoted } from '../registrations/index.js'
import { notificationOfLostPlace, notificationOfPromotion, notificationOfRegistration } from './registration-notices.js'
import { tell, tellOthers } from './tell.js'

/** What is told of registrations: to the member, even who has registered; of a cancellation, what somebody else did. */
export const registrationNotices = [
  when(memberRegistered, (ctx, told) => tell(ctx, notificationOfRegistration(told))),
  when(registrationPromoted, (ctx, told) => tell(ctx, notificationOfPromotion(told))),
  when(registrationCancelled, async (ctx, told) => {
    if (told.isByStaff) await tellOthers(ctx, notificationOfLostPlace(told))
  }),
]
