import type { JWK, JWTPayload } from 'jose'
import { LRUCache } from 'lru-cache'
import { Blocked } from './blocked.js'
import type { Clock } from './clock.js'
import { addSeconds, fromEpochSeconds, type Instant, isBefore } from './instant.js'
import { createSigningKeys, type KeyOptions, notOurs } from './signing-keys.js'

export { newPrivateKey, readPrivateKey, readPublicKey } from './signing-keys.js'

/** How long an access token counts, in seconds. */
export const accessTokenSeconds = 3600

/** How many verified tokens are remembered: checking a signature takes longer than most answers. */
const mostRemembered = 10_000

/** How long somebody whose password was right may look for a code, in seconds. */
const challengeSeconds = 300

/** What an access token says. Never a role: rights are read anew for each request. */
export interface AccessClaims {
  readonly userId: string
  readonly churchId: string
  /** The family of refresh tokens it came from. */
  readonly sessionId: string
  /** The user's `auth_epoch` when it was issued; a token of an older epoch does not count. */
  readonly epoch: number
}

/** What a token says that was verified, and when it ends. */
export interface VerifiedClaims extends AccessClaims {
  readonly expiresAt: Instant
}

/** Whose password was right: what a challenge for a second factor says. */
export type ChallengeClaims = Omit<AccessClaims, 'sessionId'>

/** A token that was issued, and when it ends. */
export interface IssuedToken {
  readonly token: string
  readonly expiresAt: Instant
}

/** Signs and verifies access tokens (JWT, RFC 7519; Ed25519, RFC 8037), and the challenges that come before them. */
export interface AccessTokens {
  /** A token for `claims`. */
  issue(claims: AccessClaims, id: string): Promise<IssuedToken>
  /** What `token` says, and when it ends. Throws TOKEN_EXPIRED when only its time is over, else UNAUTHENTICATED. */
  verify(token: string): Promise<VerifiedClaims>
  /** As `verify`, also of a token whose time is over; null instead of a throw. */
  verifyEvenOver(token: string): Promise<AccessClaims | null>
  /** A proof, good for five minutes, that the password was right. It opens nothing. */
  issueChallenge(claims: ChallengeClaims, id: string): Promise<IssuedToken>
  /** What a challenge says; null when it is none of ours, or over. */
  verifyChallenge(token: string): Promise<ChallengeClaims | null>
  /** The public keys, as served at `/.well-known/jwks.json` (RFC 7517). */
  readonly publicKeys: { readonly keys: readonly JWK[] }
}

/** Where the tokens come from and for whom they are. */
export interface TokenOptions extends KeyOptions {
  readonly issuer: string
  readonly clock: Clock
}

/** The tokens of one issuer, who is also their only audience. */
export async function createAccessTokens({ issuer, clock, ...keyOptions }: TokenOptions): Promise<AccessTokens> {
  const keys = await createSigningKeys(keyOptions)
  // An audience of its own: a challenge is no access token, whatever it says.
  const challengeAudience = `${issuer}/challenge`

  const issue = async (audience: string, seconds: number, claims: JWTPayload): Promise<IssuedToken> => {
    const from = clock.now()
    const expiresAt = addSeconds(from, seconds)
    return { token: await keys.sign({ claims, audience, from, until: expiresAt }), expiresAt }
  }
  // Nothing in a token can change but its time, which is looked at each time.
  const verified = new LRUCache<string, VerifiedClaims>({ max: mostRemembered })
  const verify = (token: string, audience: string) => keys.verify(token, { audience, now: clock.now() })

  return {
    publicKeys: keys.publicKeys,
    issue: ({ userId, churchId, sessionId, epoch }, id) =>
      issue(issuer, accessTokenSeconds, { sub: userId, church: churchId, session: sessionId, epoch, jti: id }),
    async verify(token) {
      const known = verified.get(token)
      if (known && isBefore(clock.now(), known.expiresAt)) return known
      const { payload, isOver } = await verify(token, issuer)
      if (!isOver) {
        const claims = accessClaims(payload)
        verified.set(token, claims)
        return claims
      }
      throw new Blocked('TOKEN_EXPIRED', 'The access token has expired: use the refresh token, or sign in again.')
    },
    verifyEvenOver: (token) => orNull(async () => accessClaims((await verify(token, issuer)).payload)),
    issueChallenge: ({ userId, churchId, epoch }, id) =>
      issue(challengeAudience, challengeSeconds, { sub: userId, church: churchId, epoch, jti: id }),
    verifyChallenge: (token) =>
      orNull(async () => {
        const { payload, isOver } = await verify(token, challengeAudience)
        return isOver ? null : ownerClaims(payload)
      }),
  }
}

function ownerClaims({ sub, church, epoch, exp }: JWTPayload): ChallengeClaims & { readonly expiresAt: Instant } {
  if (!sub || !exp || typeof church !== 'string' || typeof epoch !== 'number') throw notOurs()
  return { userId: sub, churchId: church, epoch, expiresAt: fromEpochSeconds(exp) }
}

function accessClaims(payload: JWTPayload): VerifiedClaims {
  const { session } = payload
  if (typeof session !== 'string') throw notOurs()
  return { ...ownerClaims(payload), sessionId: session }
}

async function orNull<T>(read: () => Promise<T | null>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Blocked) return null
    throw error
  }
}
