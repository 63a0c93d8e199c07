import { findUser, isPassword, lockUser, slowGuessing, tellAccount } from '../identity/index.js'
import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { enqueueJob } from '../platform/jobs/jobs.repository.js'
import { mailJob } from '../platform/mail/mail-task.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { requireAccount } from '../platform/require-account.js'
import { isEmail } from '../platform/text.js'
import { sendLink } from './send-link.js'

/** The address there shall be, and the password, once more. */
export interface ChangeEmail {
  readonly newEmail: string
  readonly password: string
}

/**
 * Has a link mailed to a new address; the account has it once `verifyEmail` was shown the link. The old address is told.
 * Whether somebody else has the new one shows only to who can read its mails.
 *
 * Refuses INVALID_CREDENTIALS when the password is wrong, INVALID for what is no address; throws THROTTLED.
 */
export async function changeEmail(
  ctx: Needs<'control' | 'limits' | 'origin' | 'throttle' | 'viewer' | 'bearer' | 'refusedToken'>,
  { newEmail, password }: ChangeEmail,
): Promise<true | Refusal<'INVALID_CREDENTIALS' | 'INVALID'>> {
  const { userId } = requireAccount(ctx)
  const email = newEmail.trim().toLowerCase()
  if (!isEmail(email)) return refuse('INVALID', 'This is not an e-mail address.', ['newEmail'])
  const user = await ctx.control.read((control) => findUser(control, userId))
  const isTheirs =
    user &&
    (await slowGuessing(ctx, user.email, async () => ((await isPassword(password, user.passwordHash)) ? user : null)))
  if (!isTheirs) return refuse('INVALID_CREDENTIALS', 'The password is wrong.', ['password'])

  await ctx.throttle('reset-mail', { by: user.email })
  await ctx.control.write(async (control) => {
    await lockUser(control, userId)
    await tellAccount(ctx, control, { action: 'user.changeEmail', user, after: { wanted: email } })
    const link = { id: newId(ctx.clock), purpose: 'CHANGE_EMAIL', newEmail: email, ip: ctx.origin.ip } as const
    await sendLink(control, ctx.clock, { ...link, churchId: ctx.church.id, userId })
    await enqueueJob(control, mailJob({ template: 'email-change-wanted', data: { userId } }))
  })
  return true
}
