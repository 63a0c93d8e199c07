import { inWords } from '../platform/instant.js'
import type { RegistrationTold } from '../registrations/index.js'
import { cut, type NewNotification } from './notification.js'

const about = ({ registration, event }: RegistrationTold) => ({
  ...({ category: 'EVENT', priority: 'NORMAL', actionKind: 'INFO' } as const),
  ...{ entity: 'event', entityId: event.id },
  audience: { kind: 'MEMBER', ids: [registration.memberId] } as const,
})

const when = ({ event }: RegistrationTold): string =>
  cut(`${inWords(event.startsAt, event.timeZone)}${event.location ? `, ${event.location}` : ''}`, 400)

/** What a member is told who has registered: with a place, or in the queue. */
export function notificationOfRegistration(told: RegistrationTold): NewNotification {
  const isWaiting = told.registration.status === 'WAITLISTED'
  return {
    ...{ ...about(told), type: isWaiting ? 'REGISTRATION_WAITLISTED' : 'REGISTRATION_CONFIRMED' },
    title: cut(`${isWaiting ? 'You wait for a place' : 'You have a place'}: ${told.event.title}`, 255),
    message: isWaiting ? `${when(told)}. You are told when a place is yours.` : when(told),
  }
}

/** What a member is told who waited and has a place now. */
export const notificationOfPromotion = (told: RegistrationTold): NewNotification => ({
  ...{ ...about(told), type: 'REGISTRATION_PROMOTED', priority: 'HIGH' },
  title: cut(`A place is yours: ${told.event.title}`, 255),
  message: `${when(told)}. Cancel if you cannot come: others wait.`,
})

/** What a member is told whose registration others cancelled. */
export const notificationOfLostPlace = (told: RegistrationTold): NewNotification => ({
  ...{ ...about(told), type: 'REGISTRATION_CANCELLED', actionKind: 'ALERT' },
  title: cut(`No longer registered: ${told.event.title}`, 255),
  message: `${when(told)}. Those who hold it cancelled your registration.`,
})
