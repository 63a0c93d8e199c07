import type { ChurchWorld, Person } from './church-world.js'
import { plantRegistration } from './plant-registration.js'

interface Stage {
  readonly church: ChurchWorld
  readonly admin: Person
}

/** A mutation about registrations that succeeds, and the audit entry it leaves. */
interface RegistrationDeed {
  readonly text: (stage: Stage) => Promise<string>
  readonly leaves: { readonly church: string }
}

const asked = async ({ church }: Stage): Promise<string> => (await church.event({ registration: 'REQUIRED' })).id

/** Every mutation about registrations, with what it tells the audit log. */
export const deedsOfRegistrations: Readonly<Record<string, RegistrationDeed>> = {
  registerForEvent: {
    text: async (stage) =>
      `mutation { registerForEvent(input: { eventId: "${await asked(stage)}", memberId: "${(await stage.church.member()).id}" }) { errors { code } } }`,
    leaves: { church: 'registration.create' },
  },
  cancelRegistration: {
    text: async ({ church, admin }) =>
      `mutation { cancelRegistration(input: { id: "${(await plantRegistration(church, admin)).id}" }) { errors { code } } }`,
    leaves: { church: 'registration.cancel' },
  },
  setEventQuestions: {
    text: async (stage) =>
      `mutation { setEventQuestions(input: { eventId: "${await asked(stage)}", questions: [{ label: "Why?", type: TEXT }] }) { errors { code } } }`,
    leaves: { church: 'event.setQuestions' },
  },
}
