import type { RegistrationTold } from '../registrations/index.js'
import { gatheringOf, pageOfEvent } from './event-notices.js'
import { notice } from './notice.js'
import type { NewNotification } from './notification.js'

const about = ({ registration, event }: RegistrationTold) => ({
  ...({ category: 'EVENT', priority: 'NORMAL', actionKind: 'INFO' } as const),
  ...{ entity: 'event', entityId: event.id, path: pageOfEvent(event, event.occurrenceAt), params: gatheringOf(event) },
  audience: { kind: 'MEMBER', ids: [registration.memberId] } as const,
})

/** What a member is told who has registered: with a place, or in the queue. The one who did it has it confirmed. */
export const notificationOfRegistration = (told: RegistrationTold): NewNotification =>
  told.registration.status === 'WAITLISTED'
    ? notice({ ...about(told), type: 'REGISTRATION_WAITLISTED' })
    : notice({ ...about(told), type: 'REGISTRATION_CONFIRMED' })

/** What a member is told who waited and has a place now. */
export const notificationOfPromotion = (told: RegistrationTold): NewNotification =>
  notice({ ...about(told), type: 'REGISTRATION_PROMOTED', priority: 'HIGH' })

/** What a member is told whose registration others cancelled. */
export const notificationOfLostPlace = (told: RegistrationTold): NewNotification =>
  notice({ ...about(told), type: 'REGISTRATION_CANCELLED', actionKind: 'ALERT' })
