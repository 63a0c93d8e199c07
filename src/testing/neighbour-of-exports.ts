/** The ids of another church's event and ministry. */
interface Known {
  readonly eventId: string
  readonly ministryId: string
}

interface Attempt {
  readonly text: string
  readonly variables: (known: Known) => Readonly<Record<string, unknown>>
  readonly answer: unknown
}

/** Every export of events that takes an id, asked with the ids of another church. */
export const neighbourOfExports: Readonly<Record<string, Attempt>> = {
  // A file without any event in it, as for an id that does not exist.
  createEventsExport: {
    text: 'mutation ($id: ID!) { createEventsExport(input: { format: CSV, filter: { ministryId: $id } }) { errors { code } } }',
    variables: ({ ministryId }) => ({ id: ministryId }),
    answer: { createEventsExport: { errors: [] } },
  },
  createAttendeesExport: {
    text: 'mutation ($id: ID!) { createAttendeesExport(input: { format: CSV, eventId: $id }) { url errors { code path } } }',
    variables: ({ eventId }) => ({ id: eventId }),
    answer: { createAttendeesExport: { url: null, errors: [{ code: 'NOT_FOUND', path: ['eventId'] }] } },
  },
}
