import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ChurchWorld, type Person, testPassword } from '../testing/church-world.js'
import { eventually } from '../testing/eventually.js'
import { graphql } from '../testing/generated/gql.js'
import type { Mailbox } from '../testing/mailbox.js'
import { movableClock } from '../testing/movable-clock.js'
import { createWorld } from '../testing/world.js'

const clock = movableClock()
const world = await createWorld({ clock })

const RequestReset = graphql(`
  mutation RequestReset($email: String!) {
    requestPasswordReset(input: { email: $email }) {
      isRequested
      errors {
        code
      }
    }
  }
`)

const ResetPassword = graphql(`
  mutation ResetPassword($token: String!, $password: String!) {
    resetPassword(input: { token: $token, password: $password }) {
      isReset
      errors {
        code
        path
      }
    }
  }
`)

const VerifyEmail = graphql(`
  mutation VerifyEmail($token: String!) {
    verifyEmail(input: { token: $token }) {
      email
      errors {
        code
        path
      }
    }
  }
`)

const ResendVerification = graphql(`
  mutation ResendVerification($email: String!) {
    resendVerification(input: { email: $email }) {
      isRequested
    }
  }
`)

const ChangeEmail = graphql(`
  mutation ChangeEmail($newEmail: String!, $password: String!) {
    changeEmail(input: { newEmail: $newEmail, password: $password }) {
      isRequested
      errors {
        code
        path
      }
    }
  }
`)

const Address = graphql(`
  query Address {
    viewer {
      email
      emailVerified
    }
  }
`)

const EnterAgain = graphql(`
  mutation EnterAgain($input: SignInInput!) {
    signIn(input: $input) {
      accessToken {
        token
      }
    }
  }
`)

let mailbox: Mailbox
let church: ChurchWorld
let person: Person
beforeAll(async () => {
  mailbox = await world.mailbox()
})
beforeEach(async () => {
  church = await world.church()
  person = await church.person('MEMBER')
})

const mailsTo = (address: string) => mailbox.received.filter(({ to }) => to.includes(address))

/** The newest mail to an address with this subject, once there are as many. */
const mail = async (address: string, subject: string, count = 1) => {
  const found = () => mailsTo(address).filter((one) => one.mail.subject?.startsWith(subject))
  await eventually(() => found().length).toBe(count)
  return found().at(-1)?.mail.text ?? ''
}

const tokenIn = (text: string): string => /#token=([\w-]+)/.exec(text)?.[1] ?? ''

const request = (email: string) => church.stranger.send(RequestReset, { email })

const reset = async (token: string, password = 'quiet morning rain') => {
  const { data } = await church.stranger.send(ResetPassword, { token, password })
  return data?.resetPassword
}

const enter = async (password: string, email = person.email) => {
  const { data } = await church.stranger.send(EnterAgain, { input: { email, password } })
  return data?.signIn?.accessToken?.token ?? null
}

const verify = async (token: string) => (await church.stranger.send(VerifyEmail, { token })).data?.verifyEmail

describe('a password that was forgotten', () => {
  it('is chosen anew by whoever reads the mail; every session ends and the address is proved', async () => {
    await request(` ${person.email.toUpperCase()}`)
    const text = await mail(person.email, 'Choose a new password')

    expect(text).toContain(`https://${church.church.subdomain}.localhost/reset-password#token=`)
    expect(await reset(tokenIn(text))).toEqual({ isReset: true, errors: [] })

    expect((await person.api.send(Address, {})).status).toBe(401)
    expect(await enter(testPassword)).toBeNull()
    const token = await enter('quiet morning rain')
    const { data } = await church.stranger.with({ token }).send(Address, {})
    expect(data?.viewer?.emailVerified).toBe(true)
    await mail(person.email, 'Your password was changed')
  })

  it('is answered alike, byte for byte, whether there is an account or not', async () => {
    const disabled = await church.person('MEMBER')
    await world.database.owner.query(`update control.user_account set status = 'DISABLED' where id = $1`, [
      disabled.userId,
    ])

    const answers = new Set<string>()
    for (const email of [person.email, 'nobody@people.example', disabled.email, 'no address', '']) {
      answers.add((await request(email)).text)
    }

    expect([...answers]).toEqual(['{"data":{"requestPasswordReset":{"isRequested":true,"errors":[]}}}\n'])
    await mail(person.email, 'Choose a new password')
    expect(mailsTo(disabled.email)).toEqual([])
  })

  it('is chosen once with a link, within its hour, with the newest, and not in another church', async () => {
    await request(person.email)
    const first = tokenIn(await mail(person.email, 'Choose a new password'))
    const neighbour = await world.church()
    const elsewhere = await neighbour.stranger.send(ResetPassword, { token: first, password: 'quiet morning rain' })
    await request(person.email)
    const second = tokenIn(await mail(person.email, 'Choose a new password', 2))
    const refused = { isReset: null, errors: [{ code: 'INVALID_CREDENTIALS', path: ['token'] }] }

    expect(elsewhere.data?.resetPassword).toEqual(refused)
    expect(second).not.toBe(first)
    expect(await reset(first)).toEqual(refused)
    expect(await reset('unknown')).toEqual(refused)
    const racers = await Promise.all(Array.from({ length: 4 }, (_, racer) => reset(second, `quiet rain no ${racer}`)))
    expect(racers.filter((racer) => racer?.isReset)).toHaveLength(1)
    await request(person.email)
    const third = tokenIn(await mail(person.email, 'Choose a new password', 3))
    clock.forward(3600)
    expect(await reset(third)).toEqual(refused)
  })

  it('is as good as any other, and a bad one leaves the link as it is', async () => {
    await request(person.email)
    const token = tokenIn(await mail(person.email, 'Choose a new password'))

    expect(await reset(token, 'short')).toMatchObject({ errors: [{ code: 'TOO_SHORT', path: ['password'] }] })
    expect(await reset(token, testPassword)).toMatchObject({ errors: [{ code: 'INVALID', path: ['password'] }] })
    expect(await reset(token)).toMatchObject({ isReset: true })
  })

  it('is asked for three times an hour, known or not', async () => {
    for (const email of [person.email, 'nobody@people.example']) {
      for (let time = 0; time < 3; time += 1) expect((await request(email)).errors).toEqual([])
      expect((await request(email)).errors).toMatchObject([{ extensions: { code: 'THROTTLED' } }])
    }
  })

  it('is not chosen by who reads the mails of an address that the account had before', async () => {
    const newEmail = `newer-${person.email}`
    await request(person.email)
    const old = tokenIn(await mail(person.email, 'Choose a new password'))
    await person.api.send(ChangeEmail, { newEmail, password: testPassword })
    expect(await verify(tokenIn(await mail(newEmail, 'Is this your new address?')))).toMatchObject({ email: newEmail })

    expect(await reset(old)).toMatchObject({ isReset: null, errors: [{ code: 'INVALID_CREDENTIALS' }] })
  })

  it('leaves no secret behind: not in the database, not in the queue', async () => {
    await request(person.email)
    const token = tokenIn(await mail(person.email, 'Choose a new password'))

    const { rows } = await world.database.owner.query<{ all: string }>(
      `select (select jsonb_agg(t) from control.password_reset_token t)::text
         || coalesce((select jsonb_agg(j) from graphile_worker._private_jobs j)::text, '') as all`,
    )
    expect(rows[0]?.all).not.toContain(token)
    expect(rows[0]?.all).not.toContain(Buffer.from(token).toString('hex'))
  })
})

describe('an address', () => {
  it('is proved by its mail, once; one that is proved gets no other', async () => {
    await church.stranger.send(ResendVerification, { email: person.email })
    const token = tokenIn(await mail(person.email, 'Is this your address?'))

    expect(await verify(token)).toEqual({ email: person.email, errors: [] })
    expect((await person.api.send(Address, {})).data?.viewer?.emailVerified).toBe(true)
    expect(await verify(token)).toMatchObject({ email: null, errors: [{ code: 'INVALID_CREDENTIALS' }] })
    await church.stranger.send(ResendVerification, { email: person.email })
    await request(person.email)
    await mail(person.email, 'Choose a new password')
    expect(mailsTo(person.email).filter((one) => one.mail.subject?.startsWith('Is this your address?'))).toHaveLength(1)
  })

  it('is changed once the new one was proved; the old one is told', async () => {
    const newEmail = `new-${person.email}`
    const wrong = await person.api.send(ChangeEmail, { newEmail, password: 'wrong password' })
    const none = await person.api.send(ChangeEmail, { newEmail: 'nowhere', password: testPassword })

    await person.api.send(ChangeEmail, { newEmail: newEmail.toUpperCase(), password: testPassword })
    const token = tokenIn(await mail(newEmail, 'Is this your new address?'))
    await mail(person.email, 'Your address is to be changed')

    expect(wrong.data?.changeEmail?.errors).toEqual([{ code: 'INVALID_CREDENTIALS', path: ['password'] }])
    expect(none.data?.changeEmail?.errors).toEqual([{ code: 'INVALID', path: ['newEmail'] }])
    expect((await person.api.send(Address, {})).data?.viewer?.email).toBe(person.email)
    expect(await reset(token)).toMatchObject({ errors: [{ code: 'INVALID_CREDENTIALS' }] })
    expect(await verify(token)).toEqual({ email: newEmail, errors: [] })
    expect(await enter(testPassword, newEmail)).not.toBeNull()
  })

  it('is changed no more by who asked for it with a password that was changed since', async () => {
    const thiefs = `thief-${person.email}`
    await person.api.send(ChangeEmail, { newEmail: thiefs, password: testPassword })
    const token = tokenIn(await mail(thiefs, 'Is this your new address?'))
    await request(person.email)
    await reset(tokenIn(await mail(person.email, 'Choose a new password')))

    expect(await verify(token)).toMatchObject({ email: null, errors: [{ code: 'INVALID_CREDENTIALS' }] })
    expect(await enter('quiet morning rain')).not.toBeNull()
  })

  it('of somebody else is told apart only by who reads its mails', async () => {
    const other = await church.person('MEMBER')

    const { data } = await person.api.send(ChangeEmail, { newEmail: other.email, password: testPassword })
    const token = tokenIn(await mail(other.email, 'Is this your new address?'))

    expect(data?.changeEmail).toEqual({ isRequested: true, errors: [] })
    expect(await verify(token)).toEqual({ email: null, errors: [{ code: 'NOT_UNIQUE', path: ['token'] }] })
  })
})

describe('an address that two accounts prove at one moment', () => {
  it('is that of one of them, and the other is told', async () => {
    for (let round = 0; round < 3; round += 1) {
      const newEmail = `both-${crypto.randomUUID()}@people.example`
      const racers = [await church.person('MEMBER'), await church.person('MEMBER')]
      for (const { api } of racers) await api.send(ChangeEmail, { newEmail, password: testPassword })
      await mail(newEmail, 'Is this your new address?', 2)
      const tokens = mailsTo(newEmail).map((one) => tokenIn(one.mail.text ?? ''))

      const answers = await Promise.all(tokens.map(verify))

      expect(answers).toContainEqual({ email: newEmail, errors: [] })
      expect(answers).toContainEqual({ email: null, errors: [{ code: 'NOT_UNIQUE', path: ['token'] }] })
    }
  })
})

describe('a link', () => {
  it('leads to the church’s own primary domain once it is proved', async () => {
    const host = `www.${church.church.subdomain}.org`
    const { owner } = world.database
    const ofChurch = [church.church.id]
    await owner.query('update control.domain set is_primary = false where church_id = $1', ofChurch)
    await owner.query(
      `insert into control.domain (id, church_id, host, kind, is_primary, verification_token, verified_at)
       values (gen_random_uuid(), $1, $2, 'CUSTOM', true, 'x', now())`,
      [...ofChurch, host],
    )

    await request(person.email)

    expect(await mail(person.email, 'Choose a new password')).toContain(`https://${host}/reset-password#token=`)
  })
})
