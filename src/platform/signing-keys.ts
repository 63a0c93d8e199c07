import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint, errors, exportJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { Blocked } from './blocked.js'
import { asDate, type Instant, toEpochSeconds } from './instant.js'

// One algorithm, named on both sides: a token cannot choose how it is checked.
const algorithm = 'EdDSA'

/** Signs with one key, and verifies what that or an earlier one has signed. A token names its key by `kid`. */
export interface SigningKeys {
  /** The public keys, as served at `/.well-known/jwks.json` (RFC 7517), the signing one first. */
  readonly publicKeys: { readonly keys: readonly JWK[] }
  /** A JWT (RFC 7519, EdDSA) for `token.audience`, who is also its issuer. */
  sign(token: {
    readonly claims: JWTPayload
    readonly audience: string
    from: Instant
    until: Instant
  }): Promise<string>
  /**
   * What a token for `audience` says at `now`, and whether its time is over. Throws UNAUTHENTICATED for a key that is not
   * ours any more, another audience, or a change.
   */
  verify(token: string, expected: { readonly audience: string; readonly now: Instant }): Promise<Verified>
}

/** A token whose signature is ours. */
export interface Verified {
  readonly payload: JWTPayload
  readonly isOver: boolean
}

/** The key that signs, and those that did before, as PEM. Of the earlier ones the public half is enough. */
export interface KeyOptions {
  /** A PKCS #8 PEM with an Ed25519 key. */
  readonly privateKey: string
  readonly previousKeys?: readonly string[]
}

/** A new Ed25519 private key, as PKCS #8 PEM. */
export const newPrivateKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** Reads a private key; throws a sentence for people when it is no Ed25519 key. */
export const readPrivateKey = (pem: string): KeyObject => assertEd25519(createPrivateKey(pem))

/** Reads a public key, or the public half of a private one; throws a sentence for people when it is no Ed25519 key. */
export const readPublicKey = (pem: string): KeyObject => assertEd25519(createPublicKey(pem))

function assertEd25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType === 'ed25519') return key
  throw new Error(`it holds a ${key.asymmetricKeyType} key, not an Ed25519 one`)
}

/** The keys of one issuer. */
export async function createSigningKeys({ privateKey, previousKeys = [] }: KeyOptions): Promise<SigningKeys> {
  const signingKey = readPrivateKey(privateKey)
  const current = await described(createPublicKey(signingKey))
  const all = [current, ...(await Promise.all(previousKeys.map((pem) => described(readPublicKey(pem)))))]
  const keys = new Map(all.map((one) => [one.kid, one]))

  return {
    publicKeys: { keys: [...keys.values()].map(({ jwk }) => jwk) },
    sign: ({ claims, audience, from, until }) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: algorithm, kid: current.kid, typ: 'JWT' })
        .setIssuer(audience)
        .setAudience(audience)
        .setIssuedAt(toEpochSeconds(from))
        .setExpirationTime(toEpochSeconds(until))
        .sign(signingKey),
    async verify(token, { audience, now }) {
      const keyOf = ({ kid }: { readonly kid?: string | undefined }): KeyObject => {
        const known = keys.get(kid ?? '')
        if (!known) throw notOurs()
        return known.key
      }
      const options = { algorithms: [algorithm], issuer: audience, audience, currentDate: asDate(now) }
      try {
        return { payload: (await jwtVerify(token, keyOf, options)).payload, isOver: false }
      } catch (error) {
        // Its signature, issuer and audience were right: time is looked at last.
        if (error instanceof errors.JWTExpired) return { payload: error.payload, isOver: true }
        throw error instanceof errors.JOSEError ? notOurs() : error
      }
    },
  }
}

async function described(
  key: KeyObject,
): Promise<{ readonly key: KeyObject; readonly kid: string; readonly jwk: JWK }> {
  const jwk = await exportJWK(key)
  const kid = await calculateJwkThumbprint(jwk)
  return { key, kid, jwk: { ...jwk, kid, alg: algorithm, use: 'sig' } }
}

/** A token that nobody here has signed, or not like this. */
export const notOurs = (): Blocked =>
  new Blocked('UNAUTHENTICATED', 'The access token was not issued here, or was changed.')
