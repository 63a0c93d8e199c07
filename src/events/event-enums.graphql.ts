import { enumOf } from '../platform/graphql/enums.js'
import { eventSorts } from './event-list.queries.js'
import { eventStatuses, eventTypes, eventVisibilities, registrationRules } from './event.js'
import { eventViews } from './list-events.js'

/** The kinds of events of the schema. */
export const eventTypeEnum = enumOf('EventType', {
  names: eventTypes,
  description: 'What kind of event it is.',
  values: { SERVICE: 'Worship.', STUDY: 'Bible study and teaching.', SPECIAL: 'Feasts, weddings, ordinations.' },
})

/** The states of events of the schema. */
export const eventStatusEnum = enumOf('EventStatus', {
  names: eventStatuses,
  description: 'Where an event stands.',
  values: { DRAFT: 'Not shown yet.', SCHEDULED: 'Will take place.', CANCELLED: 'Will not take place.' },
})

/** Whom events are shown to, in the schema. */
export const eventVisibilityEnum = enumOf('EventVisibility', {
  names: eventVisibilities,
  description: 'Whom an event is shown to.',
  values: {
    PUBLIC: 'Everybody, also who is not signed in.',
    MEMBERS: 'Everybody in the church.',
    MINISTRY: 'Who is in its ministry, and who may change every event.',
    LEADERS: 'Leaders, and who may change events.',
  },
})

/** Whether people register, in the schema. */
export const registrationRuleEnum = enumOf('EventRegistration', {
  names: registrationRules,
  description: 'Whether people register for an event.',
  values: {
    NONE: 'There is no registration.',
    OPTIONAL: 'Whoever wants to can register.',
    REQUIRED: 'Only who has registered comes in.',
  },
})

/** The views of the schema. */
export const eventViewEnum = enumOf('EventView', {
  names: eventViews,
  description: 'Which side of now a list of events shows.',
  values: { UPCOMING: 'What is not over, the next first.', PAST: 'What has ended, the last first.' },
})

/** The orders of the schema. */
export const eventSortEnum = enumOf('EventSort', {
  names: eventSorts,
  description: 'The order of a list of events.',
  values: { STARTS_AT: 'The earliest start first.', STARTS_AT_DESC: 'The latest start first.' },
})
