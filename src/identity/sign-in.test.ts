import { createHash } from 'node:crypto'
import { decodeJwt } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { isRefusal } from '../platform/refusal.js'
import { type ChurchWorld, done, type Person, testPassword } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import type { Session } from './open-session.js'
import { signIn } from './sign-in.js'

const now = '2031-05-01T10:00:00.000Z'
const world = await createWorld({ clock: { now: () => now } })

describe('signIn', () => {
  let church: ChurchWorld
  let person: Person
  beforeAll(async () => {
    church = await world.church()
    person = await church.person('MEMBER')
  })

  const attempt = (email: string, password = testPassword) =>
    church.as(person, (ctx) => signIn(ctx, { email, password }))

  const enter = async (email: string) => {
    const entered = done(await attempt(email))
    if (entered.challenge || !entered.session) throw new Error('This account has no second factor.')
    return { session: entered.session, viewer: entered.viewer }
  }

  const sessions = async () => {
    const { rows } = await world.database.owner.query<Record<string, unknown>>(
      'select *, to_jsonb(refresh_session)::text as spelt from control.refresh_session where user_id = $1 order by id',
      [person.userId],
    )
    return rows
  }

  const sessionOf = async ({ accessToken }: Session) => {
    const family = decodeJwt(accessToken)['session']
    return (await sessions()).find((row) => row['family_id'] === family)
  }

  it('begins a session: an hour for the access token, a day for the refresh token, 30 days in all', async () => {
    const { session, viewer } = await enter(person.email)

    const row = await sessionOf(session)
    expect(viewer).toMatchObject({ id: person.userId, email: person.email })
    expect(session).toMatchObject({
      accessTokenExpiresAt: '2031-05-01T11:00:00.000Z',
      refreshTokenExpiresAt: '2031-05-02T10:00:00.000Z',
    })
    expect(row).toMatchObject({
      church_id: church.church.id,
      expires_at: '2031-05-02T10:00:00Z',
      family_expires_at: '2031-05-31T10:00:00Z',
      used_at: null,
      revoked_at: null,
    })
  })

  it('keeps of the refresh token nothing but its SHA-256', async () => {
    const { session } = await enter(person.email)

    const row = await sessionOf(session)
    expect(session.refreshToken).toMatch(/^[\w-]{43}$/)
    expect(row?.['token_hash']).toEqual(createHash('sha256').update(session.refreshToken).digest())
    expect(row?.['spelt']).not.toContain(session.refreshToken)
    expect(row?.['spelt']).not.toContain(Buffer.from(session.refreshToken, 'base64url').toString('hex'))
  })

  it('gives every sign-in tokens and a session of its own', async () => {
    const first = (await enter(person.email)).session
    const second = (await enter(person.email)).session

    expect(second.refreshToken).not.toBe(first.refreshToken)
    expect(decodeJwt(second.accessToken)['session']).not.toBe(decodeJwt(first.accessToken)['session'])
    expect(decodeJwt(second.accessToken).jti).not.toBe(decodeJwt(first.accessToken).jti)
  })

  it('puts into the token who, where and when, and no right', async () => {
    const { session } = await enter(person.email)

    const claims = decodeJwt(session.accessToken)
    expect(Object.keys(claims).toSorted()).toEqual(
      ['sub', 'church', 'session', 'epoch', 'jti', 'iss', 'aud', 'iat', 'exp'].toSorted(),
    )
    expect(claims).toMatchObject({ sub: person.userId, church: church.church.id, epoch: 1 })
  })

  it('notes when the account was last used, only when it was', async () => {
    const other = await church.person('MEMBER')
    const lastLogin = async () => {
      const { rows } = await world.database.owner.query<{ last_login_at: string | null }>(
        'select last_login_at from control.user_account where id = $1',
        [other.userId],
      )
      return rows[0]?.last_login_at
    }

    await attempt(other.email, 'wrong')
    expect(await lastLogin()).toBeNull()
    await enter(other.email)
    expect(await lastLogin()).toBe('2031-05-01T10:00:00Z')
  })

  it('writes nothing when it refuses', async () => {
    const before = await sessions()

    expect(isRefusal(await attempt(person.email, 'wrong'))).toBe(true)
    expect(await sessions()).toEqual(before)
  })

  it('does not know the accounts of another church', async () => {
    const neighbour = await (await world.church()).person('ADMIN')

    const outcome = await attempt(neighbour.email)

    expect(isRefusal(outcome) && outcome.errors).toMatchObject([{ code: 'INVALID_CREDENTIALS', path: [] }])
  })
})
