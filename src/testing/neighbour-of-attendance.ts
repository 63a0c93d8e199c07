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

/** Every operation about attendance that takes an id, asked with the ids of another church. */
export const neighbourOfAttendance: Readonly<Record<string, Attempt>> = {
  checkIn: {
    text: `mutation ($registration: ID!, $event: ID!, $member: ID!) {
      checkIn(input: { registrationId: $registration }) { record { id } errors { code } }
      walkIn: checkIn(input: { eventId: $event, memberId: $member }) { record { id } errors { code } }
    }`,
    variables: ({ registrationId, eventId, memberId }) => ({
      ...{ registration: registrationId, event: eventId, member: memberId },
    }),
    answer: { checkIn: { record: null, errors: notFound }, walkIn: { record: null, errors: notFound } },
  },
  checkOut: {
    text: `mutation ($registration: ID!, $event: ID!, $member: ID!) {
      checkOut(input: { registrationId: $registration }) { record { id } errors { code } }
      walkOut: checkOut(input: { eventId: $event, memberId: $member }) { record { id } errors { code } }
    }`,
    variables: ({ registrationId, eventId, memberId }) => ({
      ...{ registration: registrationId, event: eventId, member: memberId },
    }),
    answer: { checkOut: { record: null, errors: notFound }, walkOut: { record: null, errors: notFound } },
  },
  recordHeadcount: {
    text: `mutation ($id: ID!) {
      recordHeadcount(input: { eventId: $id, counts: [{ category: ADULTS, count: 1 }] }) {
        attendance { cameCount } errors { code }
      }
    }`,
    variables: ({ eventId }) => ({ id: eventId }),
    answer: { recordHeadcount: { attendance: null, errors: notFound } },
  },
  attendance: {
    text: 'query ($id: ID!) { attendance(eventId: $id) { cameCount } }',
    variables: ({ eventId }) => ({ id: eventId }),
    answer: { attendance: null },
  },
  markAttendance: {
    text: `mutation ($id: ID!) {
      markAttendance(input: { id: $id, status: ATTENDED }) { registration { id } errors { code } }
    }`,
    variables: ({ registrationId }) => ({ id: registrationId }),
    answer: { markAttendance: { registration: null, errors: notFound } },
  },
  closeAttendance: {
    text: 'mutation ($id: ID!) { closeAttendance(input: { eventId: $id }) { event { id } errors { code } } }',
    variables: ({ eventId }) => ({ id: eventId }),
    answer: { closeAttendance: { event: null, errors: notFound } },
  },
}
