import { encodeCursor } from '../../src/platform/page.js'
import * as attendanceMoves from '../../src/registrations/attendance-moves.repository.js'
import * as attendance from '../../src/registrations/attendance.repository.js'
import * as headcounts from '../../src/registrations/headcounts.repository.js'
import * as presences from '../../src/registrations/presences.queries.js'
import * as totals from '../../src/registrations/registration-totals.queries.js'
import * as settled from '../../src/registrations/settled-attendance.queries.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const occurrence = { eventId: id, occurrenceAt: now }
const name = `${id}@${now}`
const attendee = { ...occurrence, memberId: id }

/** The samples of attendance; see `samples`. */
export const samplesOfAttendance: Readonly<Record<string, readonly Call[]>> = {
  'registrations/attendance.repository': callsOf(attendance, {
    registrationByCode: ['0123456789AB'],
    recordOf: [attendee],
    isPickupCodeTaken: [{ ...occurrence, pickupCode: '012345' }],
    addRecord: [{ ...attendee, id, checkedInAt: now, recordedBy: id, pickupCode: null }],
    endRecord: [attendee, { checkedOutAt: now, now }],
    removeRecord: [attendee],
    endUnseen: [occurrence, now],
  }),
  'registrations/attendance-moves.repository': callsOf(attendanceMoves, {
    moveRecords: [{ fromId: id, intoId: id, moves: [{ from: now, to: now }] }],
    moveHeadcounts: [{ fromId: id, intoId: id, moves: [{ from: now, to: now }] }],
    giveRecords: [{ fromId: id, intoId: id }],
  }),
  'registrations/headcounts.repository': callsOf(headcounts, {
    headcountsOfMany: [[name]],
    keepHeadcounts: [occurrence, { counts: [{ id, category: 'ADULTS', count: 40 }], now }],
  }),
  'registrations/presences.queries': callsOf(presences, {
    presenceList: {
      'first page': [occurrence, {}],
      'next page': [occurrence, { first: 25, after: encodeCursor('cameAt:asc,memberId:asc', [now, id]) }],
    },
    turnoutOfMany: [[name]],
  }),
  'registrations/settled-attendance.queries': callsOf(settled, {
    firstSettled: [{ eventId: id, occurrences: [now] }],
  }),
  'registrations/registration-totals.queries': callsOf(totals, { registrationTotalsOfMany: [[name]] }),
}
