import { createHash, randomBytes } from 'node:crypto'
import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { addSeconds, type Instant } from '../platform/instant.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { beginSession, findUserByEmail } from './identity.repository.js'
import { isPassword } from './password.js'
import type { identityRefusals, User, UserToVerify } from './user.js'

/** How long one refresh token may be used, in seconds. */
const refreshTokenSeconds = 24 * 3600

/** How long a session may be kept alive by refreshing, in seconds. */
const sessionSeconds = 30 * 24 * 3600

/** What a client keeps after signing in. Both tokens are secrets. */
export interface Session {
  readonly accessToken: string
  readonly accessTokenExpiresAt: Instant
  readonly refreshToken: string
  readonly refreshTokenExpiresAt: Instant
}

/** Who signed in, and with what they go on. */
export interface SignedIn {
  readonly session: Session
  readonly viewer: User
}

/**
 * Signs somebody in to this church by e-mail (any case) and password.
 *
 * Refuses INVALID_CREDENTIALS, alike in words and time, whether the address is unknown, the password wrong or the
 * account not active. No transaction is open while the password is checked.
 */
export async function signIn(
  ctx: Needs<'control' | 'origin' | 'tokens'>,
  input: { readonly email: string; readonly password: string },
): Promise<SignedIn | Refusal<keyof typeof identityRefusals>> {
  const email = input.email.trim().toLowerCase()
  const user = await ctx.control.read((control) => findUserByEmail(control, email))

  const isTheirs = await isPassword(input.password, user?.passwordHash ?? null)
  if (!user || !isTheirs || user.status !== 'ACTIVE') {
    return refuse('INVALID_CREDENTIALS', 'E-mail or password is wrong.')
  }
  return { session: await openSession(ctx, user), viewer: { id: user.id, email: user.email, name: user.name } }
}

async function openSession(ctx: Needs<'control' | 'origin' | 'tokens'>, user: UserToVerify): Promise<Session> {
  const now = ctx.clock.now()
  const sessionId = newId(ctx.clock)
  const refreshToken = randomBytes(32).toString('base64url')
  const refreshTokenExpiresAt = addSeconds(now, refreshTokenSeconds)

  const session = {
    id: newId(ctx.clock),
    churchId: ctx.church.id,
    userId: user.id,
    familyId: sessionId,
    tokenHash: createHash('sha256').update(refreshToken).digest(),
    expiresAt: refreshTokenExpiresAt,
    familyExpiresAt: addSeconds(now, sessionSeconds),
    ip: ctx.origin.ip,
    userAgent: ctx.origin.userAgent,
  }
  await ctx.control.write((control) => beginSession(control, session, now))

  const claims = { userId: user.id, churchId: ctx.church.id, sessionId, epoch: user.authEpoch }
  const access = await ctx.tokens.issue(claims, newId(ctx.clock))
  return { accessToken: access.token, accessTokenExpiresAt: access.expiresAt, refreshToken, refreshTokenExpiresAt }
}
