import type { ApplicationForm } from '../applications/application.js'
import { submitMembershipApplication } from '../applications/submit-membership-application.js'
import type { ChurchWorld, Person } from './church-world.js'

/** A whole form; the e-mail is nobody else's. */
export const applicationForm = (form: Partial<ApplicationForm> = {}): ApplicationForm => ({
  ...{ firstName: 'Ada', lastName: 'Okonkwo', email: `${crypto.randomUUID()}@people.example` },
  ...{ phone: '0244 123456', address: '7 Ring Road, Accra', birthDate: '1990-02-03' },
  ...({ gender: 'FEMALE', maritalStatus: 'SINGLE' } as const),
  ...{ churchExperience: 'Grew up in one.', reason: 'To belong.', heardFrom: 'A friend.' },
  ...form,
})

/** A form as it stands in the text of an operation. */
export const applicationWords = (form: object): string =>
  Object.entries(form)
    .map(([name, value]) => `${name}: ${['gender', 'maritalStatus'].includes(name) ? value : JSON.stringify(value)}`)
    .join()

/** An application in this state, submitted in the eyes of `by`; returns its id. */
export async function plantApplication(
  church: ChurchWorld,
  by: Person,
  options: { readonly status?: 'PENDING' | 'APPROVED'; readonly form?: Partial<ApplicationForm> } = {},
): Promise<string> {
  const form = applicationForm(options.form)
  await church.as(by, (ctx) => submitMembershipApplication({ ...ctx, throttle: async () => undefined }, form))
  return church.write(async (db) => {
    const { id } = await db
      .updateTable('membership_application')
      .set({ status: options.status ?? 'PENDING' })
      .where('email', '=', form.email.trim().toLowerCase())
      .where('status', '=', 'PENDING')
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}
