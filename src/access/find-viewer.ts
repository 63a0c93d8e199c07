import { findUsersWithSessions, findUserWithSession, type UserWithSession } from '../identity/index.js'
import type { AccessClaims } from '../platform/access-tokens.js'
import { Blocked } from '../platform/blocked.js'
import type { Ctx, Needs, Viewer } from '../platform/context.js'
import { rightsOf } from './rights-of.js'
import { type Standing, standingOf, standingsOf } from './viewer.queries.js'

/**
 * The viewer behind a verified token of this church, with the rights held at this moment.
 * Throws UNAUTHENTICATED when the account is not active any more or its session has ended; TOKEN_EXPIRED when the token is of
 * an older epoch, for the session may go on with a new one; PASSWORD_CHANGE_REQUIRED or SECOND_FACTOR_REQUIRED while nothing
 * else is allowed.
 */
export async function findViewer(ctx: Needs<'control'>, claims: AccessClaims): Promise<Viewer> {
  const { userId, sessionId } = claims
  const now = ctx.clock.now()
  // Asked beside the account, which has the first word: what it is in the church counts only if it may be there.
  const asked = standingOf(ctx.db, userId)
  asked.catch(() => undefined)
  const user = await ctx.control.read((control) => findUserWithSession(control, { userId, sessionId, now }))
  const counting = whoCounts(user, claims)
  return viewerOf(counting, await asked, sessionId)
}

/** The same for many tokens of one church, in two statements: for each its viewer, or what `findViewer` would throw. */
export async function findViewers(
  ctx: Pick<Ctx, 'control' | 'db' | 'clock'>,
  claims: readonly AccessClaims[],
): Promise<readonly (Viewer | Error)[]> {
  const now = ctx.clock.now()
  const [users, standings] = await Promise.all([
    ctx.control.read((control) => findUsersWithSessions(control, { of: claims, now })),
    standingsOf(
      ctx.db,
      claims.map(({ userId }) => userId),
    ),
  ])
  const bySession = new Map(users.map((user) => [`${user.id} ${user.familyId}`, user]))
  return claims.map((claim) => {
    try {
      const user = whoCounts(bySession.get(`${claim.userId} ${claim.sessionId}`) ?? null, claim)
      return viewerOf(user, standings.get(user.id) ?? nobody, claim.sessionId)
    } catch (error) {
      if (error instanceof Blocked) return error
      throw error
    }
  })
}

const nobody: Standing = { memberId: null, roles: [], grants: [] }

/** The account, as long as the token counts and nothing has to be done first. */
function whoCounts(user: UserWithSession | null, claims: AccessClaims): UserWithSession {
  if (user?.status !== 'ACTIVE' || !user.hasSession) {
    throw new Blocked('UNAUTHENTICATED', 'The access token is no longer valid: sign in again.')
  }
  if (user.authEpoch !== claims.epoch) {
    throw new Blocked(
      'TOKEN_EXPIRED',
      'Rights or password changed since the token was issued: come back with a new one.',
    )
  }
  if (user.mustChangePassword) {
    throw new Blocked('PASSWORD_CHANGE_REQUIRED', 'Change the password first: `changePassword`.')
  }
  return user
}

function viewerOf(user: UserWithSession, standing: Standing, sessionId: string): Viewer {
  const { memberId, roles } = standing
  if (!user.hasSecondFactor && roles.some(({ requiresTotp }) => requiresTotp)) {
    throw new Blocked(
      'SECOND_FACTOR_REQUIRED',
      'A role of yours needs a second factor: `enableTotp`, then `confirmTotp`.',
    )
  }
  return {
    userId: user.id,
    email: user.email,
    name: user.name,
    locale: user.locale,
    sessionId,
    memberId,
    ...rightsOf(standing),
    apiKeyId: null,
  }
}
