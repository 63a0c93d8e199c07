import * as attendanceMoves from '../../src/registrations/attendance-moves.repository.js'
import * as attendance from '../../src/registrations/attendance.repository.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const occurrence = { eventId: id, occurrenceAt: now }
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
    giveRecords: [{ fromId: id, intoId: id }],
  }),
}
