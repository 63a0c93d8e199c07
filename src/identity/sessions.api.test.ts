import { decodeJwt } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { type ChurchWorld, type Person, testPassword } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { movableClock } from '../testing/movable-clock.js'
import { createWorld } from '../testing/world.js'

const clock = movableClock()
const world = await createWorld({ clock })

const Refresh = graphql(`
  mutation Refresh($refreshToken: String!) {
    refreshSession(input: { refreshToken: $refreshToken }) {
      session {
        accessToken
        accessTokenExpiresAt
        refreshToken
        refreshTokenExpiresAt
      }
      errors {
        code
        message
        path
      }
    }
  }
`)

const Sessions = graphql(`
  query Sessions {
    viewer {
      sessions {
        id
        device
        place
        lastUsedAt
        endsAt
        current
      }
    }
  }
`)

const SignOut = graphql(`
  mutation SignOut {
    signOut {
      endedSessions
      errors {
        code
      }
    }
  }
`)

const SignOutEverywhere = graphql(`
  mutation SignOutEverywhere {
    signOutEverywhere {
      endedSessions
    }
  }
`)

const RevokeSession = graphql(`
  mutation RevokeSession($id: ID!) {
    revokeSession(input: { id: $id }) {
      sessionId
      errors {
        code
        path
      }
    }
  }
`)

const SignInAgain = graphql(`
  mutation SignInAgain($input: SignInInput!) {
    signIn(input: $input) {
      session {
        accessToken
        refreshToken
      }
    }
  }
`)

const day = 24 * 3600

let church: ChurchWorld
let person: Person
// The clock is put forward below: what an earlier test left behind would be over.
beforeEach(async () => {
  church = await world.church()
  person = await church.person('MEMBER')
})

const refresh = async (refreshToken: string) => {
  const { data } = await church.stranger.send(Refresh, { refreshToken })
  return { session: data?.refreshSession?.session ?? null, codes: data?.refreshSession?.errors.map(({ code }) => code) }
}

const as = (token: string | undefined) => church.stranger.with({ token: token ?? null })
const counts = async (token: string | undefined) => (await as(token).send(Sessions, {})).status === 200

const signInAgain = async (userAgent: string) => {
  const api = church.stranger.with({ headers: { 'user-agent': userAgent } })
  const { data } = await api.send(SignInAgain, { input: { email: person.email, password: testPassword } })
  const session = data?.signIn?.session
  if (!session) throw new Error('Nobody was signed in.')
  return session
}

describe('refreshSession', () => {
  it('exchanges a token for a new pair of the same session', async () => {
    const { session } = await refresh(person.refreshToken)

    expect(session?.refreshToken).toMatch(/^[\w-]{43}$/)
    expect(session?.refreshToken).not.toBe(person.refreshToken)
    expect(decodeJwt(session?.accessToken ?? '')['session']).toBe(decodeJwt(person.token)['session'])
    expect(await counts(session?.accessToken)).toBe(true)
    expect(await counts(person.token)).toBe(true)
  })

  it('works without any access token, and with one that is over', async () => {
    clock.forward(3601)

    const { data } = await person.api.send(Refresh, { refreshToken: person.refreshToken })

    expect(await counts(person.token)).toBe(false)
    expect(await counts(data?.refreshSession?.session?.accessToken)).toBe(true)
  })

  it('is not allowed again for ten seconds, and harms nobody: two tabs had the same token', async () => {
    const { session } = await refresh(person.refreshToken)
    clock.forward(9)

    const again = await refresh(person.refreshToken)

    expect(again).toEqual({ session: null, codes: ['NOT_ALLOWED_NOW'] })
    expect(await counts(session?.accessToken)).toBe(true)
    expect((await refresh(session?.refreshToken ?? '')).codes).toEqual([])
  })

  it('takes a token that comes back later for stolen, and ends its whole session', async () => {
    const first = await refresh(person.refreshToken)
    const second = await refresh(first.session?.refreshToken ?? '')
    const elsewhere = await signInAgain('another device')
    clock.forward(11)

    expect(await refresh(person.refreshToken)).toEqual({ session: null, codes: ['INVALID_CREDENTIALS'] })

    expect(await counts(second.session?.accessToken)).toBe(false)
    expect(await counts(person.token)).toBe(false)
    expect((await refresh(second.session?.refreshToken ?? '')).codes).toEqual(['INVALID_CREDENTIALS'])
    expect(await counts(elsewhere.accessToken)).toBe(true)
  })

  it('answers alike, byte for byte, for what is unknown, over, ended or another church’s', async () => {
    const neighbour = await (await world.church()).person('MEMBER')
    const ended = await church.person('MEMBER')
    await ended.api.send(SignOut, {})
    const disabled = await church.person('MEMBER')
    await world.database.owner.query(`update control.user_account set status = 'DISABLED' where id = $1`, [
      disabled.userId,
    ])

    const answers: string[] = []
    for (const { refreshToken } of [neighbour, ended, disabled, { refreshToken: '' }, { refreshToken: 'x' }]) {
      answers.push((await church.stranger.send(Refresh, { refreshToken })).text)
    }
    clock.forward(day)
    answers.push((await church.stranger.send(Refresh, { refreshToken: person.refreshToken })).text)

    expect(answers[0]).toContain('INVALID_CREDENTIALS')
    expect(new Set(answers).size).toBe(1)
  })

  it('keeps a session for thirty days and no longer', async () => {
    let token = person.refreshToken
    for (let days = 1; days <= 29; days += 1) {
      clock.forward(day - 60)
      token = (await refresh(token)).session?.refreshToken ?? ''
    }
    clock.forward(day - 60)
    const last = await refresh(token)

    expect(last.session?.refreshTokenExpiresAt).toBeDefined()
    clock.forward(30 * 60 + 1)
    expect((await refresh(last.session?.refreshToken ?? '')).codes).toEqual(['INVALID_CREDENTIALS'])
    expect(await counts(last.session?.accessToken)).toBe(false)
  })

  it('gives one of ten who race the new pair, and tells the others that somebody was faster', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(person.refreshToken)))

    expect(answers.filter(({ session }) => session)).toHaveLength(1)
    expect(answers.flatMap(({ codes }) => codes)).toEqual(Array.from({ length: 9 }, () => 'NOT_ALLOWED_NOW'))
  })

  it('leaves no session behind that was signed out meanwhile', async () => {
    await Promise.all([refresh(person.refreshToken), person.api.send(SignOut, {}), refresh(person.refreshToken)])

    const { rows } = await world.database.owner.query(
      'select from control.refresh_session where user_id = $1 and revoked_at is null',
      [person.userId],
    )
    expect(rows).toHaveLength(0)
  })
})

describe('viewer.sessions', () => {
  it('shows where the account is signed in, the one that asks among them', async () => {
    const telephone = await signInAgain('a telephone')

    const { data } = await as(telephone.accessToken).send(Sessions, {})

    expect(data?.viewer?.sessions).toMatchObject([
      { device: 'a telephone', current: true },
      { device: null, place: null, current: false },
    ])
    expect(data?.viewer?.sessions[0]?.place).toMatch(/^[0-9a-f.:]+$/)
    expect(data?.viewer?.sessions[0]?.id).toBe(decodeJwt(telephone.accessToken)['session'])
  })

  it('shows a session once, however often it was refreshed', async () => {
    const { session } = await refresh(person.refreshToken)
    await refresh(session?.refreshToken ?? '')

    const { data } = await person.api.send(Sessions, {})

    expect(data?.viewer?.sessions).toHaveLength(1)
  })
})

describe('signOut', () => {
  it('ends this session: neither of its tokens counts any more', async () => {
    const other = await signInAgain('another device')

    const { data } = await person.api.send(SignOut, {})

    expect(data?.signOut).toEqual({ endedSessions: 1, errors: [] })
    expect(await counts(person.token)).toBe(false)
    expect((await refresh(person.refreshToken)).codes).toEqual(['INVALID_CREDENTIALS'])
    expect(await counts(other.accessToken)).toBe(true)
  })

  it('works with an access token that is over, and twice', async () => {
    clock.forward(3601)

    expect((await person.api.send(SignOut, {})).data?.signOut?.endedSessions).toBe(1)
    expect((await person.api.send(SignOut, {})).data?.signOut?.endedSessions).toBe(0)
    expect((await refresh(person.refreshToken)).codes).toEqual(['INVALID_CREDENTIALS'])
  })

  it('needs a token of ours', async () => {
    const { status, errors } = await as('nonsense').send(SignOut, {})

    expect(status).toBe(401)
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
  })
})

describe('signOutEverywhere', () => {
  it('ends every session', async () => {
    const others = [await signInAgain('one'), await signInAgain('two')]

    const { data } = await person.api.send(SignOutEverywhere, {})

    expect(data?.signOutEverywhere?.endedSessions).toBe(3)
    for (const token of [person.token, ...others.map(({ accessToken }) => accessToken)]) {
      expect(await counts(token)).toBe(false)
    }
  })
})

describe('revokeSession', () => {
  it('ends the one that is named', async () => {
    const lost = await signInAgain('a lost telephone')
    const id = String(decodeJwt(lost.accessToken)['session'])

    const { data } = await person.api.send(RevokeSession, { id })

    expect(data?.revokeSession).toEqual({ sessionId: id, errors: [] })
    expect(await counts(lost.accessToken)).toBe(false)
    expect(await counts(person.token)).toBe(true)
  })

  it('does not find the session of somebody else, nor one that has ended', async () => {
    const other = await church.person('MEMBER')
    const id = String(decodeJwt(other.token)['session'])

    const { data } = await person.api.send(RevokeSession, { id })

    expect(data?.revokeSession).toEqual({ sessionId: null, errors: [{ code: 'NOT_FOUND', path: ['id'] }] })
    expect((await other.api.send(Sessions, {})).status).toBe(200)
  })
})
