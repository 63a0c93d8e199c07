/** The ids of another church's event and member, and of a registration of theirs. */
interface Known {
  readonly eventId: string
  readonly memberId: string
  readonly registrationId: string
}

interface Attempt {
  readonly text: string
  readonly variables: (known: Known) => Readonly<Record<string, unknown>>
  readonly answer: unknown
}

const notFound = [{ code: 'NOT_FOUND' }]

/** Every operation about registrations that takes an id, asked with the ids of another church. */
export const neighbourOfRegistrations: Readonly<Record<string, Attempt>> = {
  eventRegistrations: {
    text: 'query ($id: ID!) { eventRegistrations(eventId: $id) { nodes { id } } }',
    variables: ({ eventId }) => ({ id: eventId }),
    answer: { eventRegistrations: null },
  },
  registerForEvent: {
    text: `mutation ($id: ID!, $member: ID!) {
      registerForEvent(input: { eventId: $id, memberId: $member }) { registration { id } errors { code } }
    }`,
    variables: ({ eventId, memberId }) => ({ id: eventId, member: memberId }),
    answer: { registerForEvent: { registration: null, errors: notFound } },
  },
  cancelRegistration: {
    text: 'mutation ($id: ID!) { cancelRegistration(input: { id: $id }) { registration { id } errors { code } } }',
    variables: ({ registrationId }) => ({ id: registrationId }),
    answer: { cancelRegistration: { registration: null, errors: notFound } },
  },
  setEventQuestions: {
    text: `mutation ($id: ID!) {
      setEventQuestions(input: { eventId: $id, questions: [{ label: "Taken", type: TEXT }] }) { event { id } errors { code } }
    }`,
    variables: ({ eventId }) => ({ id: eventId }),
    answer: { setEventQuestions: { event: null, errors: notFound } },
  },
}
