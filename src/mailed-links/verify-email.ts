import { findUserByEmail, isAddressTaken, lockUser, tellAccount, tellHolder, verifyAddress } from '../identity/index.js'
import type { Needs } from '../platform/context.js'
import { hashOfSecret } from '../platform/mail/link-secrets.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { findLinkByHash, useLink } from './mailed-links.repository.js'

type Refused = Refusal<'INVALID_CREDENTIALS' | 'NOT_UNIQUE'>

/**
 * Proves the address of an account, shown the secret of the link that was mailed there; after `changeEmail` it becomes
 * the account's address.
 *
 * Refuses INVALID_CREDENTIALS for a link that was used, replaced, is over or unknown, NOT_UNIQUE when another account of
 * the church has the address by now. Locks the account.
 */
export async function verifyEmail(
  ctx: Needs<'control'>,
  { token }: { readonly token: string },
): Promise<string | Refused> {
  const now = ctx.clock.now()
  const proved = ctx.control.write(async (control): Promise<string | Refused> => {
    const link = await findLinkByHash(control, hashOfSecret(token), now)
    const user = link && (await lockUser(control, link.userId))
    if (!link || link.purpose === 'RESET' || user?.status !== 'ACTIVE') return countsNoMore()
    const email = link.newEmail ?? user.email
    const holder = await findUserByEmail(control, email)
    if (holder && holder.id !== user.id) {
      return taken()
    }
    if (!(await useLink(control, link.id, now))) return countsNoMore()
    await verifyAddress(control, { userId: user.id, email, now })
    const images = { before: { email: user.email }, after: { email, isVerified: true } }
    if (email !== user.email) await tellHolder(ctx, control, { type: 'EMAIL_CHANGED', userId: user.id })
    await tellAccount(ctx, control, { action: 'user.verifyEmail', user, ...images })
    return email
  })
  return proved.catch((error: unknown) => {
    // Two accounts proved it at one moment; the link of the later one goes on counting.
    if (isAddressTaken(error)) return taken()
    throw error
  })
}

const taken = (): Refused => refuse('NOT_UNIQUE', 'Another account of this church has this address by now.', ['token'])

const countsNoMore = (): Refused =>
  refuse('INVALID_CREDENTIALS', 'The link is no longer valid: ask for another.', ['token'])
