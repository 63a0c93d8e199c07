import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { RefreshCookie } from '../platform/refresh-cookie.js'
import { lockUser } from './identity.repository.js'
import { openSession, type Session } from './open-session.js'
import { beginSession } from './sessions.repository.js'
import { tellAccount } from './tell-account.js'
import type { User, UserToVerify } from './user.js'

/** How a client is given its refresh token: in the answer, or as a cookie that no script can read. */
export const deliveries = ['ANSWER', 'COOKIE'] as const

/** One of `deliveries`. */
export type Delivery = (typeof deliveries)[number]

/** An access token for the client, and when it ends. */
export interface AccessToken {
  readonly token: string
  readonly expiresAt: Instant
}

/** Who is signed in now, and with what they go on. */
export interface Entered {
  readonly viewer: User
  readonly accessToken: AccessToken
  /** Null when the refresh token went into the cookie. */
  readonly session: Session | null
}

/** Who has proved to be whom, and how their client wants its refresh token. */
export interface Entrance {
  readonly user: UserToVerify
  readonly delivery: Delivery
  /** What the account must be; ACTIVE unless given. `prepare` makes an INVITED one ACTIVE. */
  readonly status?: 'ACTIVE' | 'INVITED'
  /** Runs first in the transaction that begins the session, on the locked account; false calls it off. */
  readonly prepare?: (control: ControlDb, locked: UserToVerify) => Promise<boolean>
}

/**
 * Begins a session of an account as it was when its holder proved to be theirs. Null when it was changed meanwhile: by a
 * new password, by being disabled, or by whatever `prepare` finds. Locks the account.
 */
export async function enter(
  ctx: Needs<'control' | 'origin' | 'tokens' | 'refreshCookie'>,
  { user, delivery, status = 'ACTIVE', prepare }: Entrance,
): Promise<Entered | null> {
  if (delivery === 'COOKIE') await browserOf(ctx).assertOwnPage()
  const owner = { userId: user.id, churchId: ctx.church.id, epoch: user.authEpoch }
  const { session, row } = await openSession(ctx, owner)
  const hasBegun = await ctx.control.write(async (control) => {
    const locked = await lockUser(control, user.id)
    if (locked?.status !== status || locked.authEpoch !== user.authEpoch) return false
    if (prepare && !(await prepare(control, locked))) return false
    await Promise.all([
      beginSession(control, row, ctx.clock.now()),
      // No token is used that nobody was told of.
      tellAccount(ctx, control, { action: 'user.signIn', user: locked }),
    ])
    return true
  })
  if (!hasBegun) return null
  const viewer = { id: user.id, email: user.email, name: user.name }
  return { viewer, ...handOver(ctx, session, delivery) }
}

/** The session as the client is told of it; puts the refresh token into the cookie where that was asked for. */
function handOver(ctx: Needs<'refreshCookie'>, session: Session, delivery: Delivery): Omit<Entered, 'viewer'> {
  const accessToken = { token: session.accessToken, expiresAt: session.accessTokenExpiresAt }
  if (delivery === 'ANSWER') return { accessToken, session }
  browserOf(ctx).keep(session.refreshToken, session.refreshTokenExpiresAt)
  return { accessToken, session: null }
}

function browserOf({ refreshCookie }: Needs<'refreshCookie'>): RefreshCookie {
  if (!refreshCookie) throw notAllowed('A cookie can be asked for over HTTP only, at the church’s own host.')
  return refreshCookie
}
