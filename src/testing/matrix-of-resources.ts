import type { MatrixRow, Target } from './matrix-row.js'

const nobody = crypto.randomUUID()

/** The resources and bookings of sections 3.6 and 4.6. */
export const matrixOfResources: Readonly<Record<string, MatrixRow>> = {
  resources: { who: 'events.read', gate: 'events', text: '{ resources { totalCount } }' },
  resource: { who: 'events.read', gate: 'events', text: `{ resource(id: "${nobody}") { id } }` },
  createResource: {
    ...{ who: 'events.manage', gate: 'events' },
    text: 'mutation { createResource(input: { name: "", kind: ROOM }) { errors { code } } }',
  },
  updateResource: {
    ...{ who: 'events.manage', gate: 'events' },
    text: `mutation { updateResource(input: { id: "${nobody}", name: "x" }) { errors { code } } }`,
  },
  archiveResource: {
    ...{ who: 'events.manage', gate: 'events' },
    text: `mutation { archiveResource(input: { id: "${nobody}" }) { errors { code } } }`,
  },
  bookings: { who: 'events.read', gate: 'events', text: '{ bookings { totalCount } }' },
  bookResource: {
    ...{ who: 'events.write', gate: 'events', group: 'own' },
    text: ({ eventId }: Target) =>
      `mutation { bookResource(input: { eventId: "${eventId}", resourceId: "${nobody}" }) { errors { code } } }`,
  },
  cancelBooking: {
    ...{ who: 'events.write', gate: 'events', group: 'own' },
    text: ({ bookingId }: Target) => `mutation { cancelBooking(input: { id: "${bookingId}" }) { errors { code } } }`,
  },
}
