import { beforeAll, describe, expect, it } from 'vitest'
import { type ChurchWorld, type Person, testPassword } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const ChangePassword = graphql(`
  mutation ChangePassword($current: String!, $new: String!) {
    changePassword(input: { currentPassword: $current, newPassword: $new }) {
      accessToken {
        token
        expiresAt
      }
      errors {
        code
        message
        path
      }
    }
  }
`)

const UpdateViewer = graphql(`
  mutation UpdateViewer($input: UpdateViewerInput!) {
    updateViewer(input: $input) {
      viewer {
        name
        locale
      }
      errors {
        code
        path
      }
    }
  }
`)

const Account = graphql(`
  query Account {
    viewer {
      name
      locale
      emailVerified
    }
  }
`)

const Leave = graphql(`
  mutation Leave {
    signOut {
      endedSessions
    }
  }
`)

const Enter = graphql(`
  mutation Enter($input: SignInInput!) {
    signIn(input: $input) {
      accessToken {
        token
      }
      errors {
        code
      }
    }
  }
`)

const Reissue = graphql(`
  mutation Reissue($refreshToken: String!) {
    refreshSession(input: { refreshToken: $refreshToken }) {
      session {
        accessToken
      }
      errors {
        code
      }
    }
  }
`)

let church: ChurchWorld
beforeAll(async () => {
  church = await world.church()
})

const change = async (person: Person, next: string, current = testPassword) => {
  const { data } = await person.api.send(ChangePassword, { current, new: next })
  return data?.changePassword
}

const enter = async (person: Person, password = testPassword) => {
  const { data } = await church.stranger.send(Enter, { input: { email: person.email, password } })
  return data?.signIn?.accessToken?.token ?? null
}

const statusWith = async (token: string | null | undefined) =>
  (await church.stranger.with({ token: token ?? null }).send(Account, {})).status

const setAccount = (person: Person, what: string) =>
  world.database.owner.query(`update control.user_account set ${what} where id = $1`, [person.userId])

describe('changePassword', () => {
  it('changes it, ends the other sessions, and gives this one a token to go on with', async () => {
    const person = await church.person('MEMBER')
    const other = await enter(person)

    const changed = await change(person, 'quiet morning rain')

    expect(changed?.errors).toEqual([])
    expect(await statusWith(changed?.accessToken?.token)).toBe(200)
    expect(await statusWith(person.token)).toBe(401)
    expect(await statusWith(other)).toBe(401)
    const { data } = await church.stranger.send(Reissue, { refreshToken: person.refreshToken })
    expect(await statusWith(data?.refreshSession?.session?.accessToken)).toBe(200)
    expect(await enter(person)).toBeNull()
    expect(await enter(person, 'quiet morning rain')).not.toBeNull()
  })

  it('asks for the current one', async () => {
    const person = await church.person('MEMBER')

    const refused = await change(person, 'quiet morning rain', 'wrong password')

    expect(refused).toMatchObject({
      accessToken: null,
      errors: [{ code: 'INVALID_CREDENTIALS', path: ['currentPassword'] }],
    })
    expect(await statusWith(person.token)).toBe(200)
  })

  it.each([
    ['that is short', 'too short', 'TOO_SHORT'],
    ['that is long', 'x'.repeat(129), 'TOO_LONG'],
    ['that everybody has', 'password1234', 'INVALID'],
    ['of digits', '918273645546', 'INVALID'],
    ['that is the current one', testPassword, 'INVALID'],
  ])('does not take one %s', async (_case, password, code) => {
    const person = await church.person('MEMBER')

    expect(await change(person, password)).toMatchObject({ errors: [{ code, path: ['newPassword'] }] })
  })

  it('does not take one with a name in it', async () => {
    const person = await church.person('MEMBER')
    await setAccount(person, `name = 'Abena Mensah', email = 'abena${person.userId}@people.example'`)

    for (const password of ['my Abena is here', 'from the MENSAHs', `of ${church.church.name} now`]) {
      expect(await change(person, password)).toMatchObject({ errors: [{ code: 'INVALID', path: ['newPassword'] }] })
    }
  })

  it('does not take one of the last five, and takes the sixth', async () => {
    const person = await church.person('MEMBER')
    let { token } = person
    const go = async (current: string, next: string) => {
      const api = church.stranger.with({ token })
      const { data } = await api.send(ChangePassword, { current, new: next })
      token = data?.changePassword?.accessToken?.token ?? token
      return data?.changePassword?.errors.map(({ code }) => code)
    }
    const used = [testPassword, 'quiet rain 1', 'quiet rain 2', 'quiet rain 3', 'quiet rain 4']
    for (const [index, next] of used.slice(1).entries()) expect(await go(used[index] ?? '', next)).toEqual([])

    for (const old of used) expect(await go('quiet rain 4', old)).toEqual(['INVALID'])
    expect(await go('quiet rain 4', 'quiet rain 5')).toEqual([])
    expect(await go('quiet rain 5', testPassword)).toEqual([])
    const { rowCount } = await world.database.owner.query('select from control.password_history where user_id = $1', [
      person.userId,
    ])
    expect(rowCount).toBe(4)
  })

  it('lets one of those who race with the same current password win', async () => {
    const person = await church.person('MEMBER')

    const changes = await Promise.all(Array.from({ length: 6 }, (_, racer) => change(person, `quiet morning ${racer}`)))

    expect(changes.filter((outcome) => outcome?.accessToken)).toHaveLength(1)
  })
})

describe('a password that must be changed', () => {
  it('lets its owner change it or leave, and do nothing else', async () => {
    const person = await church.person('ADMIN')
    await setAccount(person, 'must_change_password = true')

    const { status, errors } = await person.api.send(Account, {})

    expect(status).toBe(403)
    expect(errors).toMatchObject([{ extensions: { code: 'PASSWORD_CHANGE_REQUIRED' } }])
    const changed = await change(person, 'quiet morning rain')
    expect(await statusWith(changed?.accessToken?.token)).toBe(200)

    await setAccount(person, 'must_change_password = true')
    const api = church.stranger.with({ token: changed?.accessToken?.token ?? null })
    expect((await api.send(Leave, {})).data?.signOut?.endedSessions).toBe(1)
  })

  it('opens no socket', async () => {
    const person = await church.person('ADMIN')
    await setAccount(person, 'must_change_password = true')

    const client = person.api.socket()
    const closed = new Promise((resolve) => client.on('closed', (event) => resolve((event as { code?: number }).code)))
    client.subscribe(
      { query: 'subscription { notificationAdded { resync } }' },
      { next: () => undefined, error: () => undefined, complete: () => undefined },
    )

    expect(await closed).toBe(4401)
  })
})

describe('a hash of lower cost', () => {
  it('is made anew when its owner signs in, and keeps the password', async () => {
    const person = await church.person('MEMBER')
    const { hash } = await import('@node-rs/argon2')
    const cheap = await hash(testPassword, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
    await world.database.owner.query('update control.user_account set password_hash = $2 where id = $1', [
      person.userId,
      cheap,
    ])

    expect(await enter(person, 'wrong')).toBeNull()
    expect(await enter(person)).not.toBeNull()

    const { rows } = await world.database.owner.query<{ password_hash: string }>(
      'select password_hash from control.user_account where id = $1',
      [person.userId],
    )
    expect(rows[0]?.password_hash).toContain('m=19456,t=2,')
    expect(await enter(person)).not.toBeNull()
  })
})

describe('updateViewer', () => {
  it('changes the own name and language, and what is left out stays', async () => {
    const person = await church.person('MEMBER')

    const renamed = await person.api.send(UpdateViewer, { input: { name: '  Esi Owusu ' } })
    const moved = await person.api.send(UpdateViewer, { input: { locale: 'FR-ci' } })
    const back = await person.api.send(UpdateViewer, { input: { locale: null } })

    expect(renamed.data?.updateViewer?.viewer).toEqual({ name: 'Esi Owusu', locale: null })
    expect(moved.data?.updateViewer?.viewer).toEqual({ name: 'Esi Owusu', locale: 'fr-CI' })
    expect(back.data?.updateViewer?.viewer).toEqual({ name: 'Esi Owusu', locale: null })
    expect((await person.api.send(Account, {})).data?.viewer).toEqual({
      ...{ name: 'Esi Owusu', locale: null, emailVerified: false },
    })
  })

  it('refuses an empty name, a long one and what is no language, each beside its field', async () => {
    const person = await church.person('MEMBER')
    const codes = async (input: { name?: string; locale?: string }) =>
      (await person.api.send(UpdateViewer, { input })).data?.updateViewer?.errors

    expect(await codes({ name: ' ', locale: 'not a language' })).toEqual([
      { code: 'REQUIRED', path: ['name'] },
      { code: 'INVALID', path: ['locale'] },
    ])
    expect(await codes({ name: 'x'.repeat(256) })).toEqual([{ code: 'TOO_LONG', path: ['name'] }])
  })
})
