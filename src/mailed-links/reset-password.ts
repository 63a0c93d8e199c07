import { acceptPassword, endSessions, findUser, lockUser, tellAccount, verifyAddress } from '../identity/index.js'
import type { Needs } from '../platform/context.js'
import { hashOfSecret } from '../platform/mail/link-secrets.js'
import { isRefusal, refuse, type Refusal } from '../platform/refusal.js'
import { findLinkByHash, useLink } from './mailed-links.repository.js'

/** The secret of a mailed link, and the password there shall be. */
export interface ResetPassword {
  readonly token: string
  readonly password: string
}

type Refused = Refusal<'INVALID_CREDENTIALS' | 'TOO_SHORT' | 'TOO_LONG' | 'INVALID'>

/**
 * Gives an account a new password, shown the secret of a mailed link; every session of it ends, and its address is
 * proved. A second factor stays.
 *
 * Refuses INVALID_CREDENTIALS for a link that was used, replaced, is over or unknown; TOO_SHORT, TOO_LONG and INVALID for
 * a password that cannot be taken, which leaves the link as it is. Locks the account.
 */
export async function resetPassword(
  ctx: Needs<'control'>,
  { token, password }: ResetPassword,
): Promise<true | Refused> {
  const hash = hashOfSecret(token)
  const link = await ctx.control.read((control) => findLinkByHash(control, hash, ctx.clock.now()))
  const user = link?.purpose === 'RESET' ? await ctx.control.read((control) => findUser(control, link.userId)) : null
  if (!link || user?.status !== 'ACTIVE') return countsNoMore()

  const accepted = await acceptPassword(ctx, { user, password, path: ['password'] })
  if (isRefusal(accepted)) return accepted
  const isReset = await ctx.control.write(async (control) => {
    const locked = await lockUser(control, user.id)
    const now = ctx.clock.now()
    if (locked?.status !== 'ACTIVE' || !(await useLink(control, link.id, now))) return false
    await endSessions(control, { userId: user.id, reason: 'PASSWORD', now })
    await verifyAddress(control, { userId: user.id, email: locked.email, now })
    await tellAccount(ctx, control, { action: 'user.resetPassword', user: locked })
    await accepted.store(control)
    return true
  })
  return isReset || countsNoMore()
}

const countsNoMore = (): Refused =>
  refuse('INVALID_CREDENTIALS', 'The link is no longer valid: ask for another.', ['token'])
