/** The ids of another church's room, event and booking. */
interface Known {
  readonly resourceId: string
  readonly eventId: string
  readonly bookingId: string
}

interface Attempt {
  readonly text: string
  readonly variables: (known: Known) => Readonly<Record<string, unknown>>
  readonly answer: unknown
}

const notFound = [{ code: 'NOT_FOUND' }]

const resourceAct = (operation: string): Attempt => ({
  text: `mutation ($id: ID!) { ${operation}(input: { id: $id }) { resource { id } errors { code } } }`,
  variables: ({ resourceId }) => ({ id: resourceId }),
  answer: { [operation]: { resource: null, errors: notFound } },
})

/** Every operation about rooms and bookings that takes an id, asked with the ids of another church. */
export const neighbourOfResources: Readonly<Record<string, Attempt>> = {
  resource: {
    text: 'query ($id: ID!) { resource(id: $id) { id } }',
    variables: ({ resourceId }) => ({ id: resourceId }),
    answer: { resource: null },
  },
  updateResource: resourceAct('updateResource'),
  archiveResource: resourceAct('archiveResource'),
  bookings: {
    text: 'query ($id: ID!) { bookings(resourceId: $id) { nodes { id } } }',
    variables: ({ resourceId }) => ({ id: resourceId }),
    answer: { bookings: { nodes: [] } },
  },
  bookResource: {
    text: `mutation ($event: ID!, $resource: ID!) {
      bookResource(input: { eventId: $event, resourceId: $resource }) { bookings { id } errors { code } }
    }`,
    variables: ({ eventId, resourceId }) => ({ event: eventId, resource: resourceId }),
    answer: { bookResource: { bookings: null, errors: notFound } },
  },
  cancelBooking: {
    text: 'mutation ($id: ID!) { cancelBooking(input: { id: $id }) { bookings { id } errors { code } } }',
    variables: ({ bookingId }) => ({ id: bookingId }),
    answer: { cancelBooking: { bookings: null, errors: notFound } },
  },
}
