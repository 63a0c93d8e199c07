import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { accessTokenSeconds, createAccessTokens, newPrivateKey, readPrivateKey } from './access-tokens.js'
import { addSeconds, type Instant, toEpochSeconds } from './instant.js'

const issuer = 'https://api.faithflows.com'
const privateKey = newPrivateKey()
const issuedAt = '2026-03-01T10:00:00.000Z'
const claims = { userId: 'a-user', churchId: 'a-church', sessionId: 'a-session', epoch: 3 }

const tokensAt = (now: Instant, options: { readonly key?: string; readonly issuer?: string } = {}) =>
  createAccessTokens({
    privateKey: options.key ?? privateKey,
    issuer: options.issuer ?? issuer,
    clock: { now: () => now },
  })

const issued = async () => (await (await tokensAt(issuedAt)).issue(claims, 'an-id')).token

const verify = async (token: string, now: Instant = issuedAt) => (await tokensAt(now)).verify(token)

/** A token signed with our key that says something else than ours do. */
const signed = (payload: JWTPayload) => {
  const seconds = toEpochSeconds(issuedAt)
  const usual = { church: 'c', session: 's', epoch: 1, sub: 'u', iss: issuer, aud: issuer, exp: seconds + 60 }
  return new SignJWT({ ...usual, ...payload }).setProtectedHeader({ alg: 'EdDSA' }).sign(createPrivateKey(privateKey))
}

/** Another signature, always: one in 64 begins with any given letter already. */
const withOtherFirstLetter = (word: string): string => `${word.startsWith('A') ? 'B' : 'A'}${word.slice(1)}`

describe('issue', () => {
  it('says who, where, which session and which epoch, and nothing of rights', async () => {
    const seconds = toEpochSeconds(issuedAt)

    expect(decodeJwt(await issued())).toEqual({
      ...{ sub: 'a-user', church: 'a-church', session: 'a-session', epoch: 3 },
      ...{ jti: 'an-id', iss: issuer, aud: issuer, iat: seconds, exp: seconds + 3600 },
    })
  })

  it('names the public key that verifies it', async () => {
    const { publicKeys } = await tokensAt(issuedAt)

    const { kid, alg } = decodeProtectedHeader(await issued())

    expect(publicKeys.keys).toMatchObject([{ kid, alg, use: 'sig', kty: 'OKP', crv: 'Ed25519' }])
    expect(alg).toBe('EdDSA')
  })

  it('publishes nothing of the private key', async () => {
    const { publicKeys } = await tokensAt(issuedAt)

    expect(Object.keys(publicKeys.keys[0] ?? {}).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  })
})

describe('verify', () => {
  it('reads its own token, and when it ends', async () => {
    expect(await verify(await issued())).toEqual({ ...claims, expiresAt: '2026-03-01T11:00:00.000Z' })
  })

  it('counts a token until its last second, and not in it', async () => {
    const token = await issued()

    await expect(verify(token, addSeconds(issuedAt, accessTokenSeconds - 1))).resolves.toMatchObject(claims)
    await expect(verify(token, addSeconds(issuedAt, accessTokenSeconds))).rejects.toMatchObject({
      code: 'TOKEN_EXPIRED',
    })
  })

  it.each([
    ['nothing', ''],
    ['words', 'not a token'],
    ['dots', '..'],
    ['three words', 'a.b.c'],
    ['a very long word', 'x'.repeat(100_000)],
  ])('refuses %s', async (_case, token) => {
    await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('refuses a token that was changed, whichever part', async () => {
    const parts = (await issued()).split('.')
    const forged = Buffer.from(JSON.stringify({ ...decodeJwt(parts.join('.')), church: 'another' })).toString(
      'base64url',
    )

    const changed = [
      [parts[0], forged, parts[2]],
      [parts[0], parts[1], withOtherFirstLetter(parts[2] ?? '')],
      [parts[0], parts[1], ''],
    ]

    for (const token of changed) {
      await expect(verify(token.join('.'))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    }
  })

  it('refuses an unsigned token', async () => {
    const token = new UnsecuredJWT({ church: 'c', session: 's', epoch: 1 })
      .setSubject('u')
      .setIssuer(issuer)
      .setAudience(issuer)
      .setExpirationTime(toEpochSeconds(issuedAt) + 60)
      .encode()

    await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('refuses a token signed with the public key as if it were a shared secret', async () => {
    const { publicKeys } = await tokensAt(issuedAt)
    const token = await new SignJWT({ church: 'c', session: 's', epoch: 1, sub: 'u', iss: issuer, aud: issuer })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(toEpochSeconds(issuedAt) + 60)
      .sign(Buffer.from(String(publicKeys.keys[0]?.x), 'base64url'))

    await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it.each([
    ['another key', { key: newPrivateKey() }],
    ['another issuer', { issuer: 'https://api.example.com' }],
  ])('refuses a token of %s', async (_case, options) => {
    const { token } = await (await tokensAt(issuedAt, options)).issue(claims, 'an-id')

    await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it.each([
    ['for somebody else', { aud: 'https://elsewhere.example' }],
    ['without a subject', { sub: undefined }],
    ['without a church', { church: undefined }],
    ['with a church that is no text', { church: 7 }],
    ['without a session', { session: undefined }],
    ['with an epoch that is no number', { epoch: '1' }],
    ['without an end', { exp: undefined }],
    ['that does not count yet', { nbf: toEpochSeconds(issuedAt) + 30 }],
  ])('refuses a token of our own key %s', async (_case, payload) => {
    expect(await verify(await signed({}))).toMatchObject({ userId: 'u' })

    await expect(verify(await signed(payload as JWTPayload))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})

describe('readPrivateKey', () => {
  it('takes no key of another kind', () => {
    const { privateKey: other } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const pem = other.export({ type: 'pkcs8', format: 'pem' }).toString()

    expect(() => readPrivateKey(pem)).toThrow('not an Ed25519 one')
    expect(() => readPrivateKey('words')).toThrow()
  })
})
