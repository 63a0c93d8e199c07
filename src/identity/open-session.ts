import { createHash, randomBytes } from 'node:crypto'
import type { AccessTokens } from '../platform/access-tokens.js'
import type { Clock } from '../platform/clock.js'
import type { Origin } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { addSeconds, type Instant } from '../platform/instant.js'
import type { NewSession } from './identity.repository.js'

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

/** What a session is made with. */
export interface SessionMaker {
  readonly tokens: AccessTokens
  readonly clock: Clock
  readonly origin: Origin
}

/** A session for somebody whose password was right: what the client keeps, and the row that must be stored first. */
export async function openSession(
  { tokens, clock, origin }: SessionMaker,
  owner: { readonly userId: string; readonly churchId: string; readonly epoch: number },
): Promise<{ readonly session: Session; readonly row: NewSession }> {
  const now = clock.now()
  const sessionId = newId(clock)
  const refreshToken = randomBytes(32).toString('base64url')
  const refreshTokenExpiresAt = addSeconds(now, refreshTokenSeconds)
  const access = await tokens.issue({ ...owner, sessionId }, newId(clock))
  return {
    session: {
      accessToken: access.token,
      accessTokenExpiresAt: access.expiresAt,
      refreshToken,
      refreshTokenExpiresAt,
    },
    row: {
      id: newId(clock),
      churchId: owner.churchId,
      userId: owner.userId,
      familyId: sessionId,
      tokenHash: createHash('sha256').update(refreshToken).digest(),
      expiresAt: refreshTokenExpiresAt,
      familyExpiresAt: addSeconds(now, sessionSeconds),
      ip: origin.ip,
      userAgent: origin.userAgent,
    },
  }
}
