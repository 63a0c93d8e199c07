import { encodeCursor } from '../../src/platform/page.js'
import * as attendeeRows from '../../src/registrations/attendee-rows.queries.js'
import * as eventMoves from '../../src/registrations/event-moves.repository.js'
import * as eventRows from '../../src/registrations/event-rows.queries.js'
import * as memberMoves from '../../src/registrations/member-moves.repository.js'
import * as ownRegistrations from '../../src/registrations/own-registrations.queries.js'
import * as places from '../../src/registrations/places.queries.js'
import * as questions from '../../src/registrations/questions.repository.js'
import * as registeredTimes from '../../src/registrations/registered-times.queries.js'
import * as registrationList from '../../src/registrations/registration-list.queries.js'
import * as registrations from '../../src/registrations/registrations.repository.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const occurrence = { eventId: id, occurrenceAt: now }
const name = `${id}@${now}`
const registration: registrations.NewRegistration = {
  ...{ ...occurrence, id, memberId: id, status: 'REGISTERED', registeredBy: id, guests: 0 },
  ...{ checkInCode: '0123456789AB', note: null, now },
}
const question = { id, label: 'a name', type: 'TEXT', isRequired: false, choices: [] } as const
const merged = { fromId: id, intoId: id }

/** The samples of registrations; see `samples`. */
export const samplesOfRegistrations: Readonly<Record<string, readonly Call[]>> = {
  'registrations/registrations.repository': callsOf(registrations, {
    registrationsById: [[id]],
    registrationOf: [{ ...occurrence, memberId: id }],
    addRegistration: [registration],
    waitingFor: [occurrence],
    moveRegistrations: [[id], { status: 'CANCELLED', now }],
  }),
  'registrations/attendee-rows.queries': callsOf(attendeeRows, {
    occurrenceMeant: [occurrence],
    attendeeRows: [occurrence, { columns: ['lastName', 'checkedInAt', 'answers'], timeZone: 'UTC' }],
  }),
  'registrations/event-rows.queries': callsOf(eventRows, {
    eventRows: [
      {
        visibilities: ['PUBLIC', 'MEMBERS', 'LEADERS', 'MINISTRY'],
        ministryIds: [],
        drafts: 'all',
        types: ['SERVICE'],
      },
      { filter: { from: now, status: 'SCHEDULED' }, columns: ['title', 'startsAt', 'attendees'], timeZone: 'UTC' },
    ],
  }),
  'registrations/places.queries': callsOf(places, {
    placesAt: [occurrence],
    membersWithPlace: [occurrence],
    placesOfMany: [[name]],
  }),
  'registrations/own-registrations.queries': callsOf(ownRegistrations, { registrationsOfMember: [[`${name}@${id}`]] }),
  'registrations/registered-times.queries': callsOf(registeredTimes, {
    registeredTimes: [{ memberId: id, since: now }],
  }),
  'registrations/questions.repository': callsOf(questions, {
    questionsOf: [[id]],
    replaceQuestions: [id, { questions: [question], now }],
    addAnswers: [id, [{ questionId: id, value: 'true' }]],
    moveAnswers: [{ eventId: id, pairs: [{ from: id, to: id }] }],
    answersOf: [[id]],
  }),
  'registrations/registration-list.queries': callsOf(registrationList, {
    registrationList: {
      'first page': [occurrence, {}],
      'filtered, next page': [
        occurrence,
        { status: 'WAITLISTED', first: 25, after: encodeCursor('queueNo:asc,id:asc', ['1', id]) },
      ],
    },
  }),
  'registrations/event-moves.repository': callsOf(eventMoves, {
    moveWithOccurrences: [{ fromId: id, intoId: id, moves: [{ from: now, to: now }] }],
    cancelWithEvent: [{ eventId: id, occurrences: [now] }, now],
    membersRegistered: [{ eventId: id, goingOn: [now], ended: [now], now }],
    takenOf: [id],
  }),
  'registrations/member-moves.repository': callsOf(memberMoves, {
    comingOf: [[id], now],
    forgetWords: [id],
    doublesOf: [merged],
    moveToMember: [merged],
  }),
}
