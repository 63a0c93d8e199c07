import { churchPage } from '../churches/index.js'
import { findUser } from '../identity/index.js'
import type { Ctx } from '../platform/context.js'
import type { Json } from '../platform/json.js'
import type { LinkSecrets } from '../platform/mail/link-secrets.js'
import type { MailTemplate } from '../platform/mail/mail-task.js'
import type { Mail } from '../platform/mail/mail.js'
import { linkTemplates } from './mailed-link.js'
import { armLink, findLink, type Purpose } from './mailed-links.repository.js'

interface Letter {
  readonly subject: string
  /** Paragraphs before the link. */
  readonly before: string
  /** The page of the church that the link leads to. */
  readonly page: string
  /** Paragraphs behind it. */
  readonly after: string
}

const letters: Readonly<Record<Purpose, Letter>> = {
  RESET: {
    subject: 'Choose a new password',
    before: 'Somebody, you we hope, wants a new password for your account. Choose it here, within an hour:',
    page: 'reset-password',
    after: 'If it was not you, do nothing: your password stays as it is.',
  },
  VERIFY_EMAIL: {
    subject: 'Is this your address?',
    before: 'Show us that you can read mails at this address:',
    page: 'verify-email',
    after: 'If you have no account here, do nothing.',
  },
  CHANGE_EMAIL: {
    subject: 'Is this your new address?',
    before: 'Your account is to have this address from now on. Open this page within a day, and it will:',
    page: 'verify-email',
    after: 'If you did not ask for it, do nothing.',
  },
}

const linkMail = (purpose: Purpose): MailTemplate => ({
  template: linkTemplates[purpose],
  async render(ctx, data, links) {
    const { linkId } = data as { readonly linkId: string }
    const link = await ctx.control.read((control) => findLink(control, linkId, ctx.clock.now()))
    const user = link && (await ctx.control.read((control) => findUser(control, link.userId)))
    if (!link || user?.status !== 'ACTIVE') return null
    const { secret, hash } = links.secretOf('mailed link', linkId)
    await ctx.control.write((control) => armLink(control, linkId, hash))
    const { subject, before, page, after } = letters[purpose]
    return letter(
      ctx,
      { address: link.newEmail ?? user.email, name: user.name },
      {
        subject,
        text: `${before}\n\n${await churchPage(ctx, page)}#token=${secret}\n\n${after}`,
      },
    )
  },
})

/** A mail to `to`, from their church. */
export const letter = (
  { church }: Pick<Ctx, 'church'>,
  to: Mail['to'],
  { subject, text }: Pick<Mail, 'subject' | 'text'>,
): Mail => ({
  to: { address: to.address, name: plain(to.name ?? '') },
  subject: `${subject} (${plain(church.name)})`,
  text: `Hello ${plain(to.name ?? '')},\n\n${text}\n\n${church.name}`,
  senderName: plain(church.name),
})

// What people call themselves may hold a line break; a header must not.
const plain = (name: string): string => name.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

const noteMail = (template: string, subject: string, text: string): MailTemplate => ({
  template,
  async render(ctx: Ctx, data: Json, _links: LinkSecrets) {
    const { userId } = data as { readonly userId: string }
    const user = await ctx.control.read((control) => findUser(control, userId))
    if (!user || user.status === 'ERASED') return null
    const page = await churchPage(ctx, '')
    return letter(ctx, { address: user.email, name: user.name }, { subject, text: `${text}\n\n${page}` })
  },
})

/** The mails of this domain, and those that identity has sent. */
export const accountMails: readonly MailTemplate[] = [
  ...(['RESET', 'VERIFY_EMAIL', 'CHANGE_EMAIL'] as const).map(linkMail),
  noteMail(
    'password-changed',
    'Your password was changed',
    'The password of your account was changed just now, and you were signed out elsewhere. If it was not you, choose a new one at once: "Forgot your password?" on the sign-in page.',
  ),
  noteMail(
    'session-reuse',
    'You were signed out',
    'A sign-in of yours was used from two places, as happens when it was copied. We ended it. Sign in again, and change your password if this surprises you.',
  ),
  noteMail(
    'email-change-wanted',
    'Your address is to be changed',
    'Somebody who knows your password wants another address for your account. If it was not you, change your password at once.',
  ),
]
