/** The ids of another church's event and ministry. */
interface Known {
  readonly eventId: string
  readonly ministryId: string
  readonly feedId: string
}

interface Attempt {
  readonly text: string
  readonly variables: (known: Known) => Readonly<Record<string, unknown>>
  readonly answer: unknown
}

const notFound = [{ code: 'NOT_FOUND' }]

/** What is done to an event of another church: it is not there. */
const eventAct = (operation: string, more = ''): Attempt => ({
  text: `mutation ($id: ID!) { ${operation}(input: { id: $id${more} }) { event { id } errors { code } } }`,
  variables: ({ eventId }) => ({ id: eventId }),
  answer: { [operation]: { event: null, errors: notFound } },
})

/** Every operation about events that takes an id, asked with the ids of another church. */
export const neighbourOfEvents: Readonly<Record<string, Attempt>> = {
  events: {
    text: 'query ($id: ID!) { events(filter: { ministryId: $id }) { nodes { id } } }',
    variables: ({ ministryId }) => ({ id: ministryId }),
    answer: { events: { nodes: [] } },
  },
  event: {
    text: 'query ($id: ID!) { event(id: $id) { id } }',
    variables: ({ eventId }) => ({ id: eventId }),
    answer: { event: null },
  },
  createEvent: {
    text: `mutation ($id: ID!) {
      createEvent(input: { title: "Taken", ministryId: $id, startsAt: "2031-01-01T00:00:00Z", endsAt: "2031-01-01T01:00:00Z" }) {
        event { id } errors { code }
      }
    }`,
    variables: ({ ministryId }) => ({ id: ministryId }),
    answer: { createEvent: { event: null, errors: notFound } },
  },
  publishEvent: eventAct('publishEvent'),
  updateEvent: eventAct('updateEvent', ', title: "Taken"'),
  addOccurrence: eventAct('addOccurrence', ', startsAt: "2031-01-01T00:00:00Z"'),
  cancelEvent: eventAct('cancelEvent'),
  deleteEvent: eventAct('deleteEvent'),
  createCalendarFeed: {
    text: `mutation ($id: ID!) {
      createCalendarFeed(input: { kind: MINISTRY, ministryId: $id }) { feed { id } path errors { code } }
    }`,
    variables: ({ ministryId }) => ({ id: ministryId }),
    answer: { createCalendarFeed: { feed: null, path: null, errors: notFound } },
  },
  revokeCalendarFeed: {
    text: 'mutation ($id: ID!) { revokeCalendarFeed(input: { id: $id }) { feed { id } errors { code } } }',
    variables: ({ feedId }) => ({ id: feedId }),
    answer: { revokeCalendarFeed: { feed: null, errors: notFound } },
  },
}
