export { memberRegistered, registrationCancelled, registrationPromoted } from './registration-announcements.js'
export { registrationRefusals, type RegistrationTold } from './registration.js'
