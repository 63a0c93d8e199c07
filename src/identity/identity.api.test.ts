import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAccessTokens, newPrivateKey } from '../platform/access-tokens.js'
import { type ChurchWorld, type Person, testPassword } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { movableClock } from '../testing/movable-clock.js'
import { createWorld } from '../testing/world.js'

const clock = movableClock()
const world = await createWorld({ clock })

const SignIn = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      session {
        accessToken
        accessTokenExpiresAt
        refreshToken
        refreshTokenExpiresAt
      }
      viewer {
        id
        email
        name
        role
      }
      errors {
        code
        message
        path
        params
      }
    }
  }
`)

const Me = graphql(`
  query Me {
    viewer {
      id
      email
      name
      role
      church {
        subdomain
        name
        denomination
      }
      member {
        id
        firstName
        lastName
      }
    }
  }
`)

const setAccount = (person: Person, change: string) =>
  world.database.owner.query(`update control.user_account set ${change} where id = $1`, [person.userId])

describe('signIn', () => {
  let church: ChurchWorld
  let person: Person
  beforeAll(async () => {
    church = await world.church()
    person = await church.person('PASTOR')
  })

  const enter = (email: string, password = testPassword) => church.stranger.send(SignIn, { input: { email, password } })

  it('answers with tokens that work, and who is signed in', async () => {
    const { status, data } = await enter(person.email)

    expect(status).toBe(200)
    expect(data?.signIn).toMatchObject({
      viewer: { id: person.userId, email: person.email, role: 'PASTOR' },
      errors: [],
    })
    const token = data?.signIn?.session?.accessToken ?? null
    expect((await church.stranger.with({ token }).send(Me, {})).data?.viewer?.id).toBe(person.userId)
  })

  it('takes the address in any case, blanks around it or not', async () => {
    const { data } = await enter(`  ${person.email.toUpperCase()} `)

    expect(data?.signIn?.viewer?.id).toBe(person.userId)
  })

  it('answers alike, byte for byte, whatever is wrong', async () => {
    const disabled = await church.person('MEMBER')
    await setAccount(disabled, `status = 'DISABLED'`)
    const invited = await church.person('MEMBER')
    await setAccount(invited, `status = 'INVITED', password_hash = null`)
    const elsewhere = await (await world.church()).person('MEMBER')

    const wrong = await enter(person.email, 'wrong password')
    const others = [
      await enter('nobody@people.example'),
      await enter(disabled.email),
      await enter(disabled.email, 'wrong password'),
      await enter(invited.email),
      await enter(elsewhere.email),
      await enter(person.email, 'x'.repeat(10_000)),
      await enter('', ''),
    ]

    expect(wrong.status).toBe(200)
    expect(wrong.data?.signIn).toEqual({
      session: null,
      viewer: null,
      errors: [{ code: 'INVALID_CREDENTIALS', message: 'E-mail or password is wrong.', path: [], params: null }],
    })
    const seen = ({ headers, ...answer }: typeof wrong) => ({
      ...answer,
      headers: Object.keys(headers),
      length: headers['content-length'],
    })
    expect(others.map(seen)).toEqual(others.map(() => seen(wrong)))
  })

  it('is not hindered by an old or broken token in the header', async () => {
    const late = await (await world.church()).person('MEMBER')
    const input = { email: late.email, password: testPassword }
    clock.forward(3601)

    for (const token of [late.token, 'nonsense', 'a.b.c']) {
      const { status, data, errors } = await late.api.with({ token }).send(SignIn, { input })

      expect(status).toBe(200)
      expect(errors).toEqual([])
      expect(data?.signIn?.viewer?.id).toBe(late.userId)
    }
  })

  it('refuses an address that cannot be stored as bad input', async () => {
    const { status, errors } = await enter('a\0b@people.example')

    expect(status).toBe(400)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })

  it('never tells a hash, not even by name', async () => {
    const { text } = await enter(person.email)
    const schema = await person.api.sendText('{ __schema { types { name fields { name } inputFields { name } } } }')

    expect(text).not.toContain('$argon2')
    expect(schema.text).toContain('"accessToken"')
    expect(schema.text).not.toMatch(/hash|epoch|salt/i)
  })
})

describe('viewer', () => {
  let church: ChurchWorld
  beforeAll(async () => {
    church = await world.church({ denomination: 'BAPTIST' })
  })

  it('is the account, its church and its person on the roll', async () => {
    const person = await church.person('MEMBER')
    const { name, subdomain } = church.church

    const { data } = await person.api.send(Me, {})

    expect(data?.viewer).toEqual({
      id: person.userId,
      email: person.email,
      name: 'MEMBER of a test',
      role: 'MEMBER',
      church: { name, subdomain, denomination: 'BAPTIST' },
      member: { id: person.memberId, firstName: 'Ama', lastName: 'Mensah' },
    })
  })

  it('has no person on the roll without one', async () => {
    const person = await church.person('ADMIN', { onRoll: false })

    expect((await person.api.send(Me, {})).data?.viewer?.member).toBeNull()
  })
})

describe('a token', () => {
  let church: ChurchWorld
  // The clock is put forward below, and the church's own staff would be signed out.
  beforeEach(async () => {
    church = await world.church()
  })

  const expectRefused = async (api: Person['api'], code: string, status = 401) => {
    const answer = await api.send(Me, {})

    expect(answer.status).toBe(status)
    expect(answer.errors).toMatchObject([{ extensions: { code } }])
    expect(answer.data?.viewer ?? null).toBeNull()
  }

  it('is needed', async () => {
    await expectRefused(church.stranger, 'UNAUTHENTICATED')
    await expectRefused(church.stranger.with({ headers: { authorization: 'Basic YTpi' } }), 'UNAUTHENTICATED')
    await expectRefused(church.stranger.with({ headers: { authorization: 'Bearer' } }), 'UNAUTHENTICATED')
  })

  it('is taken from a header of any case', async () => {
    const { token } = await church.person('MEMBER')
    const headers = { authorization: `bearer  ${token}` }

    expect((await church.stranger.with({ headers }).send(Me, {})).status).toBe(200)
  })

  it('stops counting after an hour', async () => {
    const person = await (await world.church()).person('MEMBER')
    clock.forward(3599)
    expect((await person.api.send(Me, {})).status).toBe(200)

    clock.forward(1)

    await expectRefused(person.api, 'TOKEN_EXPIRED')
  })

  it('does not count when it was changed', async () => {
    const { api, token } = await church.person('MEMBER')
    const [header, , signature] = token.split('.')
    const other = (await church.person('ADMIN')).token.split('.')[1]

    await expectRefused(api.with({ token: `${header}.${other}.${signature}` }), 'UNAUTHENTICATED')
    await expectRefused(api.with({ token: token.slice(0, -1) }), 'UNAUTHENTICATED')
    await expectRefused(api.with({ token: `${token}.` }), 'UNAUTHENTICATED')
  })

  it('does not count when another server issued it', async () => {
    const { api, userId } = await church.person('ADMIN')
    const forger = await createAccessTokens({ privateKey: newPrivateKey(), issuer: 'https://api.localhost', clock })
    const claims = { userId, churchId: church.church.id, sessionId: userId, epoch: 1 }
    const { token } = await forger.issue(claims, userId)

    await expectRefused(api.with({ token }), 'UNAUTHENTICATED')
  })

  it('opens no other church, by host or by header', async () => {
    const neighbour = await (await world.church()).person('ADMIN')
    const { subdomain } = church.church

    await expectRefused(neighbour.api.with({ host: `${subdomain}.localhost` }), 'FORBIDDEN', 403)
    const headers = { 'X-Church': subdomain }
    await expectRefused(neighbour.api.with({ host: 'api.localhost', headers }), 'FORBIDDEN', 403)
  })

  it.each([
    ['the account was disabled', `status = 'DISABLED'`],
    ['the account was erased', `status = 'ERASED'`],
  ])('stops counting at once when %s', async (_case, change) => {
    const person = await church.person('MEMBER')
    expect((await person.api.send(Me, {})).status).toBe(200)

    await setAccount(person, change)

    // The owner writes from outside: the server hears of it by a notification.
    await vi.waitFor(() => expectRefused(person.api, 'UNAUTHENTICATED'))
  })

  it('is over when the rights or the password were changed: the session may go on with a new one', async () => {
    const person = await church.person('MEMBER')

    await setAccount(person, 'auth_epoch = auth_epoch + 1')

    await vi.waitFor(() => expectRefused(person.api, 'TOKEN_EXPIRED'))
  })

  it('does not count when its account is gone', async () => {
    const person = await church.person(null)

    await world.database.owner.query('delete from control.user_account where id = $1', [person.userId])

    await expectRefused(person.api, 'UNAUTHENTICATED')
  })
})
