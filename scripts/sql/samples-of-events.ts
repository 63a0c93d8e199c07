import * as editions from '../../src/calendar-feeds/calendar-editions.repository.js'
import * as feeds from '../../src/calendar-feeds/calendar-feeds.repository.js'
import * as calendar from '../../src/events/calendar.queries.js'
import * as eventList from '../../src/events/event-list.queries.js'
import type { EventReach } from '../../src/events/event-reach.js'
import * as eventUses from '../../src/events/event-uses.queries.js'
import * as eventWindow from '../../src/events/event-window.queries.js'
import type { EventDraft } from '../../src/events/event.js'
import * as events from '../../src/events/events.repository.js'
import * as exceptions from '../../src/events/exceptions.repository.js'
import * as goingOn from '../../src/events/going-on.queries.js'
import * as newEvents from '../../src/events/new-events.repository.js'
import type { EventException } from '../../src/events/occurrences.js'
import * as occurrences from '../../src/events/occurrences.repository.js'
import * as ownMinistries from '../../src/events/own-ministries.queries.js'
import { encodeCursor } from '../../src/platform/page.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const draft: EventDraft = {
  ...{ title: 'a name', description: null, type: 'SERVICE', location: null, timeZone: 'UTC', rrule: null },
  ...{ startsAt: now, endsAt: now, allDay: false, visibility: 'MEMBERS', ministryId: null, registration: 'NONE' },
  ...{ capacity: null, registrationOpensAt: null, deadlineMinutes: 0, waitlist: true },
}
const occurrence = { occurrenceAt: now, startsAt: now, endsAt: now, isCancelled: false }
const when = { occurrences: [{ ...occurrence, title: 'a name', location: null, capacity: null }], seriesEndsAt: null }
const exception: EventException = {
  ...{ originalAt: now, kind: 'CHANGED', startsAt: now, endsAt: now, title: 'a name', location: null, capacity: null },
  cancelReason: null,
  isAdded: false,
}
const newEvent = { ...draft, ...when, id, createdBy: id }

const everything: EventReach = {
  visibilities: ['PUBLIC', 'MEMBERS'],
  ministryIds: [],
  drafts: 'all',
  types: ['SERVICE'],
}
const own: EventReach = { ...everything, ministryIds: [id], drafts: [id] }
const asked = { reach: own, ministryId: id, own: null, since: now }
const mine = { ...asked, ministryId: null, own: { ministryIds: [id], eventIds: [id] } }
const nextPage = { first: 25, after: encodeCursor('startsAt:asc,eventId:asc,occurrenceAt:asc', [now, id, now]) }

/** The samples of events; see `samples`. */
export const samplesOfEvents: Readonly<Record<string, readonly Call[]>> = {
  'calendar-feeds/calendar-feeds.repository': callsOf(feeds, {
    feedsOf: [id],
    findLiveFeed: [Buffer.alloc(32)],
    addFeed: [{ id, userId: id, kind: 'MINE', ministryId: null, tokenHash: Buffer.alloc(32) }],
    revokeFeed: [{ id, userId: id, now }],
  }),
  'calendar-feeds/calendar-editions.repository': callsOf(editions, {
    findEdition: { 'of a link': [id], 'of all': [null] },
    keepEdition: [{ id, feedId: id, etag: 'a tag', now }],
  }),
  'events/calendar.queries': callsOf(calendar, {
    calendarEvents: { 'of a ministry': [asked], 'of a member': [mine] },
    calendarState: { 'of a ministry': [asked], 'of a member': [mine] },
    exceptionsOfEvents: [[id]],
  }),
  'events/event-list.queries': callsOf(eventList, {
    eventList: {
      'first page': [everything, {}],
      'filtered, next page': [own, { filter: { from: now, to: now, type: 'SERVICE', ministryId: id }, ...nextPage }],
      'drafts of own ministries': [own, { filter: { status: 'DRAFT' } }],
      'what is over, the last first': [everything, { filter: { endsBefore: now }, sort: 'STARTS_AT_DESC' }],
    },
  }),
  'events/going-on.queries': callsOf(goingOn, { goingOnOf: [{ from: now }] }),
  'events/events.repository': callsOf(events, {
    eventsById: [[id]],
    lockEvent: [id],
    setEventStatus: [id, { status: 'SCHEDULED', now }],
    touchEvent: [id, now],
    settleSeriesEnd: [id],
    rewriteEvent: [id, { draft, seriesEndsAt: now, now }],
    removeEvent: [id],
  }),
  'events/event-window.queries': callsOf(eventWindow, { isTooOften: [{ from: now, to: now }, 366] }),
  'events/event-uses.queries': callsOf(eventUses, { isRegisteredFor: [id] }),
  'events/new-events.repository': callsOf(newEvents, { addEvent: [newEvent], addEvents: [[newEvent]] }),
  'events/exceptions.repository': callsOf(exceptions, {
    exceptionsOf: [id],
    keepException: [id, { ...exception, now }],
    cancelException: [{ eventId: id, occurrenceAt: now, reason: 'a name', now }],
    replaceExceptions: [id, [exception]],
    isAddedOccurrence: [{ eventId: id, occurrenceAt: now }],
  }),
  'events/occurrences.repository': callsOf(occurrences, {
    addOccurrences: [[{ ...occurrence, eventId: id }]],
    eventAtOccurrence: [{ eventId: id, occurrenceAt: now }],
    occurrenceStartingAt: [id, now],
    removeOccurrences: [id],
    changeOccurrence: [
      { eventId: id, occurrenceAt: now },
      { startsAt: now, endsAt: now, isCancelled: true },
    ],
    cancelOccurrences: [id, now],
  }),
  'events/own-ministries.queries': callsOf(ownMinistries, { ownMinistries: [[id]] }),
}
