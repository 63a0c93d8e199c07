import { createHash, randomBytes } from 'node:crypto'
import type { AccessTokens } from '../platform/access-tokens.js'
import type { Clock } from '../platform/clock.js'
import type { Origin } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { addSeconds, type Instant, isBefore } from '../platform/instant.js'
import type { NewSession } from './sessions.repository.js'

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

/** Whose session it is. */
export interface SessionOwner {
  readonly userId: string
  readonly churchId: string
  readonly epoch: number
}

/** The token that is exchanged for a new one of the same session. */
export interface Parent {
  readonly id: string
  readonly familyId: string
  readonly familyExpiresAt: Instant
}

/**
 * A session for somebody who has proved who they are, or the next token of the session of `parent`: what the client
 * keeps, and the row that must be stored first. No refresh token outlives its session.
 */
export async function openSession(
  { tokens, clock, origin }: SessionMaker,
  owner: SessionOwner,
  parent: Parent | null = null,
): Promise<{ readonly session: Session; readonly row: NewSession }> {
  const now = clock.now()
  const familyId = parent?.familyId ?? newId(clock)
  const familyExpiresAt = parent?.familyExpiresAt ?? addSeconds(now, sessionSeconds)
  const refreshToken = randomBytes(32).toString('base64url')
  const expiresAt = earlier(addSeconds(now, refreshTokenSeconds), familyExpiresAt)
  const access = await tokens.issue({ ...owner, sessionId: familyId }, newId(clock))
  return {
    session: {
      accessToken: access.token,
      accessTokenExpiresAt: access.expiresAt,
      refreshToken,
      refreshTokenExpiresAt: expiresAt,
    },
    row: {
      id: newId(clock),
      churchId: owner.churchId,
      userId: owner.userId,
      ...{ familyId, familyExpiresAt, expiresAt },
      parentId: parent?.id ?? null,
      tokenHash: hashToken(refreshToken),
      ip: origin.ip,
      userAgent: origin.userAgent,
    },
  }
}

const earlier = (a: Instant, b: Instant): Instant => (isBefore(b, a) ? b : a)

/** All that is kept of a token of 256 random bits: its SHA-256. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()
