export {
  type EventCancellation,
  eventCancelled,
  type EventChange,
  eventChanged,
  eventCreated,
  type EventSplit,
  eventSplit,
} from './event-announcements.js'
export { draftEvent } from './event-draft.js'
export { maySeeEvent } from './event-reach.js'
export type { Event, EventDraft } from './event.js'
export { eventRefusals, isOver } from './event.js'
export { mayCreateEvent, mayUpdateEvent } from './event.policy.js'
export { calendarEvents, calendarState, exceptionsOfEvents } from './calendar.queries.js'
export { type EventReach, reachOf } from './event-reach.js'
export { eventColumns, lockEvent, seriesColumns } from './events.repository.js'
export { addEvents, type NewEvent } from './new-events.repository.js'
export { loadEvent } from './load-event.js'
export { type EventException, occurrencesOf, type Series } from './occurrences.js'
export { joinOccurrences, occurrenceColumns } from './occurrences.repository.js'
export { endOf } from './recurrence.js'
