import { churchPage } from '../churches/index.js'
import { hasProvedAddress } from '../identity/index.js'
import { letter } from '../mailed-links/index.js'
import { loadMember } from '../members/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Ctx } from '../platform/context.js'
import type { Json } from '../platform/json.js'
import type { LinkSecrets } from '../platform/mail/link-secrets.js'
import type { MailTemplate } from '../platform/mail/mail-task.js'
import type { Mail } from '../platform/mail/mail.js'
import { inTransaction } from '../platform/transaction.js'
import { type Application, isOpen } from './application.js'
import { armApplication, findApplication } from './applications.repository.js'

type Words = Pick<Mail, 'subject' | 'text'>

/** What there is to write of an application as it is when the mail is sent; null when it has moved on since. */
type Write = (
  ctx: Ctx,
  application: Application,
  more: { readonly data: Json; readonly links: LinkSecrets },
) => Promise<Words | null>

const applicationMail = (template: string, write: Write): MailTemplate => ({
  template,
  async render(ctx, data, links) {
    const { applicationId } = data as { readonly applicationId: string }
    const application = await findApplication(ctx.db, applicationId)
    // Anybody can type an address into the form: a church that has proved none of its own mails to none of others.
    if (!application || !(await ctx.control.read(hasProvedAddress))) return null
    const words = await write(ctx, application, { data, links })
    const name = `${application.firstName} ${application.lastName}`
    return words && letter(ctx, { address: application.email, name }, words)
  },
})

/** The page that withdraws an application; the hash of its secret is kept before the mail leaves. */
async function withdrawPage(ctx: Ctx, { id }: Application, links: LinkSecrets): Promise<string> {
  const { secret, hash } = links.secretOf('application', id)
  await inTransaction(ctx, async ({ db, audit }) => {
    await armApplication(db, id, hash)
    audit(unaudited('the hash of a secret that is mailed'))
  })
  return `${await churchPage(ctx, 'withdraw-application')}#token=${secret}`
}

const whileOpen =
  (words: (church: string, page: string) => Words): Write =>
  async (ctx, application, { links }) =>
    isOpen(application) ? words(ctx.church.name, await withdrawPage(ctx, application, links)) : null

/** What applicants are mailed. */
export const applicationMails: readonly MailTemplate[] = [
  applicationMail(
    'application-received',
    whileOpen((church, page) => ({
      subject: 'We have your application',
      text: `Thank you for applying to ${church}. The church will look at it, and write to you.\n\nIf you change your mind, or did not apply, withdraw it here:\n\n${page}`,
    })),
  ),
  applicationMail(
    'application-known',
    whileOpen((church, page) => ({
      subject: 'We have your application already',
      text: `Somebody, you we hope, has applied to ${church} with your address once more. Nothing was changed: your first application counts.\n\nTo send another, or if you did not apply, withdraw that one here:\n\n${page}`,
    })),
  ),
  applicationMail('application-approved', async (ctx, application, { links }) => {
    if (application.status !== 'APPROVED') return null
    const page = await withdrawPage(ctx, application, links)
    return {
      subject: 'Your application is approved',
      text: `${ctx.church.name} has approved your application. One step is left: the church will confirm it, and write to you.\n\nIf you change your mind, withdraw it here:\n\n${page}`,
    }
  }),
  applicationMail('application-rejected', async (ctx, { status, rejectionReason }) =>
    status === 'REJECTED'
      ? {
          subject: 'About your application',
          text: `${ctx.church.name} has not accepted your application. The reason:\n\n${rejectionReason ?? ''}`,
        }
      : null,
  ),
  applicationMail('application-confirmed', async (ctx, { memberId }, { data }) => {
    const member = memberId ? await loadMember(ctx, memberId) : null
    if (!member || member.status === 'ERASED') return null
    const { isInvited } = data as { readonly isInvited: boolean }
    const next = isInvited ? '\n\nAnother mail invites you to an account of your own.' : ''
    return {
      subject: 'Welcome',
      text: `You are a member of ${ctx.church.name} now. Your member number is ${member.memberNumber}.${next}`,
    }
  }),
]
