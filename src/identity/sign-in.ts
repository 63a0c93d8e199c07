import type { Needs } from '../platform/context.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { beginSession, findUserByEmail } from './identity.repository.js'
import { openSession, type Session } from './open-session.js'
import { isPassword } from './password.js'
import { slowGuessing } from './slow-guessing.js'
import { tellFailedSignIn, tellSignIn } from './tell-sign-in.js'
import type { identityRefusals, User, UserToVerify } from './user.js'

/** Who signed in, and with what they go on. */
export interface SignedIn {
  readonly session: Session
  readonly viewer: User
}

/**
 * Signs somebody in to this church by e-mail (any case) and password.
 *
 * Refuses INVALID_CREDENTIALS, alike in words and time, whether the address is unknown, the password wrong or the
 * account not active. Throws THROTTLED after too many of them (`slowGuessing`). No transaction is open while the password
 * is checked.
 */
export async function signIn(
  ctx: Needs<'control' | 'limits' | 'origin' | 'tokens'>,
  input: { readonly email: string; readonly password: string },
): Promise<SignedIn | Refusal<keyof typeof identityRefusals>> {
  const email = input.email.trim().toLowerCase()
  const user = await slowGuessing(ctx, email, () => verify(ctx, email, input.password))
  if (!user) return refuse('INVALID_CREDENTIALS', 'E-mail or password is wrong.')

  const { session, row } = await openSession(ctx, { userId: user.id, churchId: ctx.church.id, epoch: user.authEpoch })
  await ctx.control.write((control) => beginSession(control, row, ctx.clock.now()))
  const viewer = { id: user.id, email: user.email, name: user.name }
  await tellSignIn(ctx, viewer)
  return { session, viewer }
}

async function verify(ctx: Needs<'control' | 'origin'>, email: string, password: string): Promise<UserToVerify | null> {
  const user = await ctx.control.read((accounts) => findUserByEmail(accounts, email))
  const isTheirs = await isPassword(password, user?.passwordHash ?? null)
  if (user && isTheirs && user.status === 'ACTIVE') return user
  await tellFailedSignIn(ctx, { email, userId: user?.id ?? null })
  return null
}
