import type { Permission } from '../platform/permission.js'
import type { MatrixRow, Target } from './matrix-row.js'

const nobody = crypto.randomUUID()

/** A change of the event of a ministry, refused in the end: somebody read it long ago. */
const change = (operation: string, who: Permission): MatrixRow => ({
  ...{ who, gate: 'events', group: 'own' },
  text: ({ eventId }: Target) =>
    `mutation { ${operation}(input: { id: "${eventId}", expectedVersion: 99 }) { errors { code } } }`,
})

/** The operations of section 4.6; who is not signed in sees PUBLIC events. */
export const matrixOfEvents: Readonly<Record<string, MatrixRow>> = {
  events: { who: 'public', gate: 'events', text: '{ events { totalCount } }' },
  event: { who: 'public', gate: 'events', text: `{ event(id: "${nobody}") { id } }` },
  createEvent: {
    ...{ who: 'events.create', gate: 'events', group: 'own' },
    text: ({ ministryId }: Target) =>
      `mutation { createEvent(input: { title: "", ministryId: "${ministryId}", startsAt: "2031-01-01T01:00:00Z",
        endsAt: "2031-01-01T00:00:00Z" }) { errors { code } } }`,
  },
  publishEvent: change('publishEvent', 'events.write'),
  updateEvent: change('updateEvent', 'events.write'),
  addOccurrence: {
    ...{ who: 'events.write', gate: 'events', group: 'own' },
    // An event that takes place once is given no other time.
    text: ({ eventId }: Target) =>
      `mutation { addOccurrence(input: { id: "${eventId}", startsAt: "2031-01-01T00:00:00Z" }) { errors { code } } }`,
  },
  cancelEvent: change('cancelEvent', 'events.delete'),
  deleteEvent: change('deleteEvent', 'events.delete'),
  calendarFeeds: { who: 'self', gate: 'events', text: '{ calendarFeeds { id } }' },
  createCalendarFeed: {
    ...{ who: 'signedIn', gate: 'events' },
    text: 'mutation { createCalendarFeed(input: { kind: MINISTRY }) { errors { code } } }',
  },
  revokeCalendarFeed: {
    ...{ who: 'signedIn', gate: 'events' },
    text: `mutation { revokeCalendarFeed(input: { id: "${nobody}" }) { errors { code } } }`,
  },
}
