import { Secret, TOTP } from 'otpauth'
import { beforeEach, describe, expect, it } from 'vitest'
import { toEpochMilliseconds } from '../platform/instant.js'
import { type ChurchWorld, type Person, testPassword } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { movableClock } from '../testing/movable-clock.js'
import { createWorld } from '../testing/world.js'

const clock = movableClock()
const world = await createWorld({ clock })

const EnableTotp = graphql(`
  mutation EnableTotp($password: String!) {
    enableTotp(input: { password: $password }) {
      enrolment {
        secret
        uri
      }
      errors {
        code
        path
      }
    }
  }
`)

const ConfirmTotp = graphql(`
  mutation ConfirmTotp($code: String!) {
    confirmTotp(input: { code: $code }) {
      recoveryCodes
      errors {
        code
        path
      }
    }
  }
`)

const DisableTotp = graphql(`
  mutation DisableTotp($code: String!) {
    disableTotp(input: { code: $code }) {
      isDisabled
      errors {
        code
        path
      }
    }
  }
`)

const EnterWithPassword = graphql(`
  mutation EnterWithPassword($input: SignInInput!) {
    signIn(input: $input) {
      session {
        accessToken
      }
      viewer {
        id
      }
      challenge {
        token
      }
      errors {
        code
      }
    }
  }
`)

const VerifyTotp = graphql(`
  mutation VerifyTotp($challenge: String!, $code: String!) {
    verifyTotp(input: { challenge: $challenge, code: $code }) {
      session {
        accessToken
      }
      viewer {
        id
        secondFactor {
          recoveryCodesLeft
        }
      }
      errors {
        code
        path
      }
    }
  }
`)

let church: ChurchWorld
let person: Person
beforeEach(async () => {
  church = await world.church()
  person = await church.person('TREASURER')
})

const codeOf = (secret: string, ahead = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: toEpochMilliseconds(clock.now()) + ahead * 1000,
  })

const begin = async () => {
  const { data } = await person.api.send(EnableTotp, { password: testPassword })
  return data?.enableTotp?.enrolment?.secret ?? ''
}

/** A second factor in force, whose code of this moment is not used up. */
const enrol = async () => {
  const secret = await begin()
  const { data } = await person.api.send(ConfirmTotp, { code: codeOf(secret) })
  clock.forward(60)
  return { secret, recoveryCodes: data?.confirmTotp?.recoveryCodes ?? [] }
}

const enter = async () => {
  const { data } = await church.stranger.send(EnterWithPassword, {
    input: { email: person.email, password: testPassword },
  })
  return data?.signIn
}

const verify = async (code: string, challenge?: string) => {
  const token = challenge ?? (await enter())?.challenge?.token ?? ''
  const { data, errors } = await church.stranger.send(VerifyTotp, { challenge: token, code })
  return data?.verifyTotp ?? errors[0]?.extensions?.code
}

describe('a second factor', () => {
  it('is asked for once a code was shown, and not before', async () => {
    const secret = await begin()
    expect((await enter())?.session).not.toBeNull()

    const { data } = await person.api.send(ConfirmTotp, { code: codeOf(secret) })

    expect(data?.confirmTotp?.recoveryCodes).toHaveLength(10)
    expect(new Set(data?.confirmTotp?.recoveryCodes).size).toBe(10)
    const entered = await enter()
    expect(entered).toMatchObject({ session: null, viewer: null, errors: [] })
    expect(entered?.challenge?.token).toMatch(/^eyJ/)
  })

  it('needs the password, once more; its address names church and account', async () => {
    const begun = await person.api.send(EnableTotp, { password: testPassword })
    const uri = new URL(begun.data?.enableTotp?.enrolment?.uri ?? '')
    expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp'])
    expect(decodeURIComponent(uri.pathname)).toContain(person.email)
    const { data } = await person.api.send(EnableTotp, { password: 'wrong password' })

    expect(data?.enableTotp).toEqual({ enrolment: null, errors: [{ code: 'INVALID_CREDENTIALS', path: ['password'] }] })
  })

  it('is not begun again while it is in force, nor confirmed twice', async () => {
    const { secret } = await enrol()

    const again = await person.api.send(EnableTotp, { password: testPassword })
    const twice = await person.api.send(ConfirmTotp, { code: codeOf(secret) })

    expect(again.data?.enableTotp?.errors).toMatchObject([{ code: 'NOT_ALLOWED_NOW' }])
    expect(twice.data?.confirmTotp?.errors).toMatchObject([{ code: 'NOT_ALLOWED_NOW' }])
  })

  it('is kept so that the database does not tell it', async () => {
    const { secret, recoveryCodes } = await enrol()

    const { rows } = await world.database.owner.query<{ all: string; secret: Buffer }>(
      `select secret, to_jsonb(f)::text || (select coalesce(jsonb_agg(c), '[]')::text from control.recovery_code c
         where c.user_id = f.user_id) as all from control.second_factor f where user_id = $1`,
      [person.userId],
    )
    expect(rows[0]?.secret.includes(Buffer.from(Secret.fromBase32(secret).bytes))).toBe(false)
    for (const plain of [secret, ...recoveryCodes]) expect(rows[0]?.all).not.toContain(plain)
  })
})

describe('verifyTotp', () => {
  it('completes the sign-in', async () => {
    const { secret } = await enrol()

    const verified = await verify(codeOf(secret))

    expect(verified).toMatchObject({
      viewer: { id: person.userId, secondFactor: { recoveryCodesLeft: 10 } },
      errors: [],
    })
  })

  it('takes a code once, whatever challenge it comes with, and no older one after it', async () => {
    const { secret } = await enrol()
    const code = codeOf(secret)
    expect(await verify(code)).toMatchObject({ errors: [] })

    expect(await verify(code)).toMatchObject({
      session: null,
      errors: [{ code: 'INVALID_CREDENTIALS', path: ['code'] }],
    })
    expect(await verify(codeOf(secret, -30))).toMatchObject({ errors: [{ code: 'INVALID_CREDENTIALS' }] })
    clock.forward(30)
    expect(await verify(codeOf(secret))).toMatchObject({ errors: [] })
  })

  it('takes the code of clocks that are half a minute off, and no others', async () => {
    const { secret } = await enrol()

    expect(await verify(codeOf(secret, 90))).toMatchObject({ errors: [{ code: 'INVALID_CREDENTIALS' }] })
    expect(await verify(codeOf(secret, -90))).toMatchObject({ errors: [{ code: 'INVALID_CREDENTIALS' }] })
    expect(await verify(codeOf(secret, 30))).toMatchObject({ errors: [] })
  })

  it('lets one of ten who race with the same code in', async () => {
    const { secret } = await enrol()
    const challenge = (await enter())?.challenge?.token ?? ''
    const code = codeOf(secret)

    const answers = await Promise.all(Array.from({ length: 10 }, () => verify(code, challenge)))

    const inside = answers.filter((answer) => typeof answer === 'object' && answer.session)
    expect(inside).toHaveLength(1)
  })

  it('takes a recovery code once, however it is written', async () => {
    const { recoveryCodes } = await enrol()
    const [first = ''] = recoveryCodes

    expect(await verify(` ${first.replaceAll('-', ' ').toUpperCase()}`)).toMatchObject({
      viewer: { secondFactor: { recoveryCodesLeft: 9 } },
    })
    expect(await verify(first)).toMatchObject({ errors: [{ code: 'INVALID_CREDENTIALS' }] })
  })

  it('takes no code for a quarter of an hour after five wrong ones, then for half an hour', async () => {
    const { secret, recoveryCodes } = await enrol()
    const challenge = (await enter())?.challenge?.token ?? ''
    const fail = async (times: number) => {
      for (let time = 0; time < times; time += 1)
        expect(await verify('000000', challenge)).toMatchObject({ errors: [{}] })
    }
    await fail(5)

    expect(await verify(codeOf(secret), challenge)).toBe('THROTTLED')
    expect(await verify(recoveryCodes[0] ?? '', challenge)).toBe('THROTTLED')
    clock.forward(15 * 60)
    const later = (await enter())?.challenge?.token ?? ''
    for (let time = 0; time < 5; time += 1) await verify('000000', later)
    clock.forward(29 * 60)
    expect(await verify(codeOf(secret))).toBe('THROTTLED')
    clock.forward(60)
    expect(await verify(codeOf(secret))).toMatchObject({ errors: [] })
  })

  it('does not take a challenge that is over, of another church, older than the password, or no challenge', async () => {
    const { secret } = await enrol()
    const neighbour = await (await world.church()).person('ADMIN')
    const over = (await enter())?.challenge?.token ?? ''
    clock.forward(300)
    const { token: foreign } = await world.app.parts.tokens.issueChallenge(
      { userId: neighbour.userId, churchId: neighbour.userId, epoch: 1 },
      'an-id',
    )
    const older = (await enter())?.challenge?.token ?? ''
    await world.database.owner.query('update control.user_account set auth_epoch = 2 where id = $1', [person.userId])

    for (const challenge of [over, foreign, older, 'words', person.token]) {
      expect(await verify(codeOf(secret), challenge)).toMatchObject({
        errors: [{ code: 'INVALID_CREDENTIALS', path: ['challenge'] }],
      })
    }
  })
})

describe('disableTotp', () => {
  it('ends the second factor, shown a code of it', async () => {
    const { recoveryCodes } = await enrol()
    const wrong = await person.api.send(DisableTotp, { code: '000000' })

    const { data } = await person.api.send(DisableTotp, { code: recoveryCodes[3] ?? '' })

    expect(wrong.data?.disableTotp).toEqual({
      isDisabled: null,
      errors: [{ code: 'INVALID_CREDENTIALS', path: ['code'] }],
    })
    expect(data?.disableTotp).toEqual({ isDisabled: true, errors: [] })
    expect((await enter())?.session).not.toBeNull()
    const none = await person.api.send(DisableTotp, { code: recoveryCodes[4] ?? '' })
    expect(none.data?.disableTotp?.errors).toMatchObject([{ code: 'NOT_ALLOWED_NOW' }])
  })
})

describe('a role that demands a second factor', () => {
  it('lets its holder add one and do nothing before that', async () => {
    await church.write((db) =>
      db.updateTable('role').set({ requires_totp: true }).where('key', '=', 'TREASURER').execute(),
    )
    const ask = () => person.api.sendText('{ viewer { id } }')
    const { status, errors } = await ask()
    expect(status).toBe(403)
    expect(errors).toMatchObject([{ extensions: { code: 'SECOND_FACTOR_REQUIRED' } }])
    await enrol()
    expect((await ask()).status).toBe(200)
  })
})
