import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import type { Instant } from '../platform/instant.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { tellHolder } from './account-news.js'
import { type Delivery, type Entered, enter } from './enter.js'
import { findUserByEmail } from './identity.repository.js'
import { hashPassword, isOutdated, isPassword } from './password.js'
import { rehashPassword } from './passwords.repository.js'
import { hasSecondFactor } from './second-factor.queries.js'
import { slowGuessing } from './slow-guessing.js'
import { tellFailedSignIn } from './tell-failed-sign-in.js'
import type { identityRefusals, UserToVerify } from './user.js'

/** What somebody whose password was right must answer with a code: see `verifyTotp`. */
export interface Challenge {
  readonly token: string
  readonly expiresAt: Instant
}

/** What a right password leads to: into the church, or to the second factor. */
export type SignedIn = (Entered & { readonly challenge: null }) | { readonly challenge: Challenge }

/** How somebody proves who they are. */
export interface SignIn {
  readonly email: string
  readonly password: string
  readonly delivery?: Delivery
}

type Slice = Needs<'control' | 'limits' | 'origin' | 'tokens' | 'refreshCookie'>
type Refused = Refusal<keyof typeof identityRefusals>

/**
 * Signs somebody in to this church by e-mail (any case) and password; with a second factor that is only half of it, and
 * the outcome is a challenge. A hash made at a lower cost than today's is made anew.
 *
 * Refuses INVALID_CREDENTIALS, alike in words and time, whether the address is unknown, the password wrong or the
 * account not active. Throws THROTTLED after too many of them (`slowGuessing`). No transaction is open while the password
 * is checked.
 */
export async function signIn(ctx: Slice, input: SignIn): Promise<SignedIn | Refused> {
  const email = input.email.trim().toLowerCase()
  const counting = { ...ctx, whenLocked: () => tellLocked(ctx, email) }
  const user = await slowGuessing(counting, email, () => verify(ctx, email, input.password))
  if (!user) return wrong()

  await keepUpToDate(ctx, user, input.password)
  let isHalf = false
  const entered = await enter(ctx, {
    ...{ user, delivery: input.delivery ?? 'ANSWER' },
    // Of the locked account: a second factor that is being set up meanwhile is asked for, too.
    prepare: async (control) => !(isHalf = await hasSecondFactor(control, user.id)),
  })
  if (isHalf) return { challenge: await challenge(ctx, user) }
  return entered ? { ...entered, challenge: null } : wrong()
}

const wrong = (): Refused => refuse('INVALID_CREDENTIALS', 'E-mail or password is wrong.')

async function verify(ctx: Needs<'control' | 'origin'>, email: string, password: string): Promise<UserToVerify | null> {
  const user = await ctx.control.read((accounts) => findUserByEmail(accounts, email))
  const isTheirs = await isPassword(password, user?.passwordHash ?? null)
  if (user && isTheirs && user.status === 'ACTIVE') return user
  await tellFailedSignIn(ctx, { email, userId: user?.id ?? null })
  return null
}

/** The same is done for an address that nobody has: how long it takes tells nothing. */
const tellLocked = (ctx: Needs<'control'>, email: string): Promise<void> =>
  ctx.control.write(async (control) => {
    const user = await findUserByEmail(control, email)
    await tellHolder(ctx, control, { type: 'ACCOUNT_LOCKED', userId: user?.id ?? null })
  })

async function keepUpToDate({ control }: Slice, { id, passwordHash }: UserToVerify, password: string): Promise<void> {
  if (!passwordHash || !isOutdated(passwordHash)) return
  const to = await hashPassword(password)
  await control.write((db) => rehashPassword(db, { userId: id, from: passwordHash, to }))
}

const challenge = ({ tokens, church, clock }: Slice, { id, authEpoch }: UserToVerify): Promise<Challenge> =>
  tokens.issueChallenge({ userId: id, churchId: church.id, epoch: authEpoch }, newId(clock))
