export { memberRegistered, registrationCancelled, registrationPromoted } from './registration-announcements.js'
export { membersRegistered } from './event-moves.repository.js'
export { membersWithPlace } from './places.queries.js'
export { registrationRefusals, type RegistrationTold } from './registration.js'
