export {
  type EventCancellation,
  eventCancelled,
  type EventChange,
  eventChanged,
  eventCreated,
  eventDeleted,
  type EventSplit,
  eventSplit,
  occurrenceAdded,
} from './event-announcements.js'
export { draftEvent } from './event-draft.js'
export { type EventReach, maySeeEvent, ministryIdsOf, reachOf } from './event-reach.js'
export {
  type Event,
  type EventDraft,
  eventRefusals,
  eventStatuses,
  eventTypes,
  eventVisibilities,
  isOver,
} from './event.js'
export type { EventFilter } from './event-filter.js'
export { wantedOccurrences } from './event-list.queries.js'
export { type EventView, eventViews, filterOfView } from './list-events.js'
export { isSameTime } from './event-patch.js'
export { mayCreateEvent, mayUpdateEvent } from './event.policy.js'
export { type CalendarAsked, calendarEvents, calendarState, exceptionsOfEvents } from './calendar.queries.js'
export { eventColumns, lockEvent, seriesColumns } from './events.repository.js'
export { addEvents, type NewEvent } from './new-events.repository.js'
export { loadEvent } from './load-event.js'
export { type EventException, occurrencesOf, type Series } from './occurrences.js'
export { eventAtOccurrence, joinOccurrences, occurrenceColumns, type OccurrenceKey } from './occurrences.repository.js'
export { endAfter } from './whole-days.js'
