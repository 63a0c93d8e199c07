import type { MatrixRow, Target } from './matrix-row.js'

const nobody = crypto.randomUUID()

/** What may be done about who came to the event of a target: nothing comes of it. */
export const matrixOfAttendance: Readonly<Record<string, MatrixRow>> = {
  checkIn: {
    ...{ who: 'attendance.create', gate: 'events', group: 'own' },
    text: ({ eventId }: Target) =>
      `mutation { checkIn(input: { eventId: "${eventId}", memberId: "${nobody}" }) { errors { code path } } }`,
    shows: (data) => JSON.stringify(data).includes('memberId'),
  },
  checkOut: {
    ...{ who: 'attendance.create', gate: 'events', group: 'own' },
    text: ({ eventId }: Target) =>
      `mutation { checkOut(input: { eventId: "${eventId}", memberId: "${nobody}" }) { errors { code path } } }`,
    shows: (data) => JSON.stringify(data).includes('memberId'),
  },
  recordHeadcount: {
    ...{ who: 'attendance.write', gate: 'events', group: 'own' },
    text: ({ eventId }: Target) =>
      `mutation { recordHeadcount(input: {
        eventId: "${eventId}", occurrenceAt: "1999-01-01T00:00:00Z", counts: [{ category: ADULTS, count: 1 }]
      }) { errors { code path } } }`,
    shows: (data) => JSON.stringify(data).includes('occurrenceAt'),
  },
  attendance: {
    ...{ who: 'attendance.read', gate: 'events', group: 'own' },
    text: ({ eventId }: Target) => `{ attendance(eventId: "${eventId}") { cameCount } }`,
    shows: (data) => !JSON.stringify(data).includes('null'),
  },
  markAttendance: {
    ...{ who: 'events.write', gate: 'events', group: 'own' },
    text: ({ registrationId }: Target) =>
      `mutation { markAttendance(input: { id: "${registrationId}", status: ATTENDED }) { errors { code } } }`,
    // It has no place, which only those are told who may change the event.
    shows: (data) => !JSON.stringify(data).includes('NOT_FOUND'),
  },
  closeAttendance: {
    ...{ who: 'events.write', gate: 'events', group: 'own' },
    text: ({ eventId }: Target) =>
      `mutation { closeAttendance(input: { eventId: "${eventId}", occurrenceAt: "1999-01-01T00:00:00Z" }) { errors { code } } }`,
  },
}
