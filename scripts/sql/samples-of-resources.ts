import { encodeCursor } from '../../src/platform/page.js'
import * as bookedEvents from '../../src/resources/booked-events.queries.js'
import * as bookingList from '../../src/resources/booking-list.queries.js'
import * as bookings from '../../src/resources/bookings.repository.js'
import * as eventMoves from '../../src/resources/event-moves.repository.js'
import * as toBook from '../../src/resources/occurrences-to-book.queries.js'
import * as resourceList from '../../src/resources/resource-list.queries.js'
import * as resources from '../../src/resources/resources.repository.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const booking = {
  ...{ id, resourceId: id, eventId: id, occurrenceAt: now, secondsBefore: 0, secondsAfter: 0 },
  ...{ startsAt: now, endsAt: now, bookedBy: id, createdAt: now, cancelledAt: null },
}

/** The samples of rooms, equipment and their bookings; see `samples`. */
export const samplesOfResources: Readonly<Record<string, readonly Call[]>> = {
  'resources/resources.repository': callsOf(resources, {
    resourcesById: [[id]],
    lockResources: [[id]],
    addResource: [{ id, name: 'a name', kind: 'ROOM' }],
    changeResource: [id, { name: 'a name', kind: 'ROOM', archivedAt: now, now }],
  }),
  'resources/resource-list.queries': callsOf(resourceList, {
    resourceList: {
      'first page': [{}],
      'archived rooms, next page': [
        { kind: 'ROOM', archived: true, first: 25, after: encodeCursor('name:asc,id:asc', ['a name', id]) },
      ],
    },
  }),
  'resources/bookings.repository': callsOf(bookings, {
    addBookings: [[booking]],
    findBooking: [id],
    firstInTheWay: [[booking]],
    countComing: [id, now],
    cancelBookings: {
      'one of them': [booking, { now, withLater: false }],
      'and later ones': [booking, { now, withLater: true }],
    },
  }),
  'resources/booking-list.queries': callsOf(bookingList, {
    bookingList: {
      'first page': [{}],
      'of a week and a room, next page': [
        { from: now, to: now, resourceId: id, first: 25, after: encodeCursor('startsAt:asc,id:asc', [now, id]) },
      ],
    },
  }),
  'resources/booked-events.queries': callsOf(bookedEvents, { bookedEvents: [[id]] }),
  'resources/occurrences-to-book.queries': callsOf(toBook, { comingOccurrences: [id, now] }),
  'resources/event-moves.repository': callsOf(eventMoves, {
    resourcesKeptFor: [id, now],
    misfits: [{ fromId: id, intoId: id, moves: [{ from: now, to: now }] }, now],
    takeOut: [[id]],
    freeOccurrences: [{ eventId: id, occurrences: [now] }, now],
  }),
}
