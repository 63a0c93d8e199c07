import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
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
const signed = async (payload: JWTPayload) => {
  const kid = (await tokensAt(issuedAt)).publicKeys.keys[0]?.kid ?? ''
  const seconds = toEpochSeconds(issuedAt)
  const usual = { church: 'c', session: 's', epoch: 1, sub: 'u', iss: issuer, aud: issuer, exp: seconds + 60 }
  return new SignJWT({ ...usual, ...payload })
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .sign(createPrivateKey(privateKey))
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

describe('keys that rotate', () => {
  const newer = newPrivateKey()
  const rotated = (previousKeys: readonly string[]) =>
    createAccessTokens({ privateKey: newer, previousKeys, issuer, clock: { now: () => issuedAt } })
  const publicHalf = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()

  it.each([
    ['private', privateKey],
    ['public', publicHalf],
  ])('leave older tokens good while the old key is known, be it the %s one', async (_case, previous) => {
    const tokens = await rotated([previous])

    expect(await tokens.verify(await issued())).toMatchObject(claims)
    const { token } = await tokens.issue(claims, 'an-id')
    await expect(verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('are all published, the signing one first, each once', async () => {
    const tokens = await rotated([privateKey, publicHalf, newer])
    const { kid } = decodeProtectedHeader((await tokens.issue(claims, 'an-id')).token)

    expect(tokens.publicKeys.keys.map((key) => key.kid)).toEqual([kid, decodeProtectedHeader(await issued()).kid])
  })

  it('refuse a token of a key that is known no more, and one that names none', async () => {
    const tokens = await rotated([])
    const unnamed = await new SignJWT({ ...decodeJwt(await issued()) })
      .setProtectedHeader({ alg: 'EdDSA' })
      .sign(createPrivateKey(privateKey))

    await expect(tokens.verify(await issued())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    await expect(verify(unnamed)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})

describe('verifyEvenOver', () => {
  it('reads a token whose time is over, and nothing that was changed', async () => {
    const late = await tokensAt(addSeconds(issuedAt, 30 * 24 * 3600))
    const token = await issued()

    expect(await late.verifyEvenOver(token)).toMatchObject(claims)
    expect(await late.verifyEvenOver(`${token}x`)).toBeNull()
    expect(await late.verifyEvenOver('words')).toBeNull()
  })
})

describe('a challenge', () => {
  const { userId, churchId, epoch } = claims

  it('says whose password was right, for five minutes', async () => {
    const { token, expiresAt } = await (await tokensAt(issuedAt)).issueChallenge(claims, 'an-id')

    expect(expiresAt).toBe(addSeconds(issuedAt, 300))
    expect(await (await tokensAt(issuedAt)).verifyChallenge(token)).toMatchObject({ userId, churchId, epoch })
    expect(await (await tokensAt(expiresAt)).verifyChallenge(token)).toBeNull()
  })

  it('is no access token, nor an access token a challenge', async () => {
    const tokens = await tokensAt(issuedAt)
    const { token } = await tokens.issueChallenge(claims, 'an-id')

    await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    expect(await tokens.verifyEvenOver(token)).toBeNull()
    expect(await tokens.verifyChallenge(await issued())).toBeNull()
  })
})
