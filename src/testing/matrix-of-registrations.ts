import type { MatrixRow, Target } from './matrix-row.js'

const nobody = crypto.randomUUID()

/** For everybody signed in, and programs: what somebody else's id leads to is for the operations' own tests. */
const own = (operation: string, input: string): MatrixRow => ({
  ...{ who: 'signedIn', keys: true, gate: 'events' },
  text: `mutation { ${operation}(input: { ${input} }) { errors { code } } }`,
})

/** What may be done in the event of a target, which is over: nothing comes of it. */
export const matrixOfRegistrations: Readonly<Record<string, MatrixRow>> = {
  eventRegistrations: {
    ...{ who: 'events.write', gate: 'events', group: 'own' },
    text: ({ eventId }: Target) => `{ eventRegistrations(eventId: "${eventId}") { totalCount } }`,
  },
  registerForEvent: own('registerForEvent', `eventId: "${nobody}"`),
  cancelRegistration: own('cancelRegistration', `id: "${nobody}"`),
  setEventQuestions: {
    ...{ who: 'events.write', gate: 'events', group: 'own' },
    text: ({ eventId }: Target) =>
      `mutation { setEventQuestions(input: { eventId: "${eventId}", questions: [{ label: "", type: TEXT }] }) { errors { code } } }`,
  },
}
