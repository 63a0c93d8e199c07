import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint, errors, exportJWK, type JWK, jwtVerify, SignJWT } from 'jose'
import { Blocked } from './blocked.js'
import type { Clock } from './clock.js'
import { addSeconds, asDate, fromEpochSeconds, type Instant, toEpochSeconds } from './instant.js'

/** How long an access token counts, in seconds. */
export const accessTokenSeconds = 3600

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

/** Signs and verifies access tokens (JWT, RFC 7519; Ed25519, RFC 8037). */
export interface AccessTokens {
  /** A token for `claims`, and when it ends. */
  issue(claims: AccessClaims, id: string): Promise<{ readonly token: string; readonly expiresAt: Instant }>
  /** What `token` says, and when it ends. Throws TOKEN_EXPIRED when only its time is over, else UNAUTHENTICATED. */
  verify(token: string): Promise<VerifiedClaims>
  /** The public keys, as served at `/.well-known/jwks.json` (RFC 7517). */
  readonly publicKeys: { readonly keys: readonly JWK[] }
}

/** Where the tokens come from and for whom they are. */
export interface TokenOptions {
  /** A PKCS #8 PEM with an Ed25519 key. */
  readonly privateKey: string
  readonly issuer: string
  readonly clock: Clock
}

// One algorithm, named on both sides: a token cannot choose how it is checked.
const algorithm = 'EdDSA'

/** A new Ed25519 private key, as PKCS #8 PEM. */
export const newPrivateKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** Reads `pem`; throws a sentence for people when it is no Ed25519 key. */
export function readPrivateKey(pem: string): KeyObject {
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`it holds a ${key.asymmetricKeyType} key, not an Ed25519 one`)
  return key
}

/** The tokens of one issuer, who is also their only audience. */
export async function createAccessTokens({ privateKey, issuer, clock }: TokenOptions): Promise<AccessTokens> {
  const signingKey = readPrivateKey(privateKey)
  const publicKey = createPublicKey(signingKey)
  const jwk = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint(jwk)

  return {
    publicKeys: { keys: [{ ...jwk, kid, alg: algorithm, use: 'sig' }] },
    async issue({ userId, churchId, sessionId, epoch }, id) {
      const now = clock.now()
      const expiresAt = addSeconds(now, accessTokenSeconds)
      const token = await new SignJWT({ church: churchId, session: sessionId, epoch })
        .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT' })
        .setSubject(userId)
        .setJti(id)
        .setIssuer(issuer)
        .setAudience(issuer)
        .setIssuedAt(toEpochSeconds(now))
        .setExpirationTime(toEpochSeconds(expiresAt))
        .sign(signingKey)
      return { token, expiresAt }
    },
    async verify(token) {
      const options = { algorithms: [algorithm], issuer, audience: issuer, currentDate: asDate(clock.now()) }
      const { payload } = await jwtVerify(token, publicKey, options).catch(refuseToken)
      const { sub, church, session, epoch, exp } = payload
      if (!sub || !exp || typeof church !== 'string' || typeof session !== 'string' || typeof epoch !== 'number') {
        throw notOurs()
      }
      return { userId: sub, churchId: church, sessionId: session, epoch, expiresAt: fromEpochSeconds(exp) }
    },
  }
}

const notOurs = (): Blocked => new Blocked('UNAUTHENTICATED', 'The access token was not issued here, or was changed.')

function refuseToken(error: unknown): never {
  if (error instanceof errors.JWTExpired) {
    throw new Blocked('TOKEN_EXPIRED', 'The access token is over: sign in again, or use the refresh token.')
  }
  if (error instanceof errors.JOSEError) throw notOurs()
  throw error
}
