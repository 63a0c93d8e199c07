import { announcement } from '../platform/outbox/announcement.js'
import type { RegistrationTold } from './registration.js'

/** Somebody has registered: REGISTERED or WAITLISTED. */
export const memberRegistered = announcement<RegistrationTold>('memberRegistered')

/** Somebody who waited has a place. */
export const registrationPromoted = announcement<RegistrationTold>('registrationPromoted')

/** A registration was cancelled; `isByStaff` when somebody else did it. */
export const registrationCancelled = announcement<RegistrationTold & { readonly isByStaff: boolean }>(
  'registrationCancelled',
)
