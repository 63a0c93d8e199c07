export {
  type EventCancellation,
  eventCancelled,
  type EventChange,
  eventChanged,
  eventCreated,
} from './event-announcements.js'
export { draftEvent } from './event-draft.js'
export { maySeeEvent } from './event-reach.js'
export type { Event, EventDraft } from './event.js'
export { eventRefusals, isOver } from './event.js'
export { mayCreateEvent } from './event.policy.js'
export { calendarEvents, calendarState, exceptionsOfEvents } from './calendar.queries.js'
export { type EventReach, reachOf } from './event-reach.js'
export { eventColumns } from './events.repository.js'
export { addEvents, type NewEvent } from './new-events.repository.js'
export { loadEvent } from './load-event.js'
export { type EventException, occurrencesOf, type Series } from './occurrences.js'
export { endOf } from './recurrence.js'
