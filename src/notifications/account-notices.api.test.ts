import { beforeEach, describe, expect, it } from 'vitest'
import type { Api } from '../testing/api.js'
import { type ChurchWorld, type Person, testPassword } from '../testing/church-world.js'
import { eventually } from '../testing/eventually.js'
import { jobsDone } from '../testing/jobs-done.js'
import { movableClock } from '../testing/movable-clock.js'
import { proveAddress } from '../testing/prove-address.js'
import { createWorld } from '../testing/world.js'

const clock = movableClock()
const world = await createWorld({ clock })
const mailbox = await world.mailbox()

let church: ChurchWorld
let person: Person
let other: Person
beforeEach(async () => {
  church = await world.church()
  person = await church.person('MEMBER')
  other = await church.person('MEMBER')
  await proveAddress(world, person)
})

async function act(api: Api, operation: string, input: string): Promise<void> {
  const { data } = await api.sendText(`mutation { ${operation}(input: { ${input} }) { errors { code } } }`)
  expect(data?.[operation]).toEqual({ errors: [] })
}

const signIn = (email: string, password: string) =>
  church.stranger.sendText(
    `mutation { signIn(input: { email: "${email}", password: "${password}" }) { session { accessToken } errors { code } } }`,
  )

/** What somebody finds in their list when every job is done; `api` is theirs. */
async function toldTo(api: Api) {
  await jobsDone(world, church.church.placeKey)
  const { data } = await api.sendText(
    '{ notifications { nodes { type category priority actionKind path params } } unreadNotificationCount }',
  )
  return (data as { notifications: { nodes: unknown[] } }).notifications.nodes
}

const happened = (type: string) => ({
  ...{ type, category: 'SECURITY', priority: 'HIGH', actionKind: 'ALERT', path: '/account' },
  params: { at: expect.stringMatching(/^20\d\d-/) as string },
})

const subjectsTo = (address: string) =>
  mailbox.received.filter(({ to }) => to.includes(address)).map(({ mail }) => mail.subject ?? '')

const retold = async (password: string, email = person.email) => {
  const { text } = await signIn(email, password)
  return church.stranger.with({ token: /"accessToken":"([^"]+)"/.exec(text)?.[1] ?? '' })
}

describe('the holder of an account', () => {
  it('is told that its password was changed, by one mail, and nobody else is', async () => {
    await act(person.api, 'changePassword', `currentPassword: "${testPassword}", newPassword: "quiet morning rain"`)

    expect(await toldTo(await retold('quiet morning rain'))).toEqual([happened('PASSWORD_CHANGED')])
    expect(await toldTo(other.api)).toEqual([])
    await eventually(() => subjectsTo(person.email)).toHaveLength(1)
  })

  it('is told that its address was changed, at the new one', async () => {
    const newEmail = `new-${person.email}`
    await act(person.api, 'changeEmail', `newEmail: "${newEmail}", password: "${testPassword}"`)
    await eventually(() => subjectsTo(newEmail)).toHaveLength(1)
    const [first] = mailbox.received.filter(({ to }) => to.includes(newEmail))
    const token = /#token=([\w-]+)/.exec(first?.mail.text ?? '')?.[1] ?? ''
    await act(church.stranger, 'verifyEmail', `token: "${token}"`)

    expect(await toldTo(await retold(testPassword, newEmail))).toEqual([happened('EMAIL_CHANGED')])
    await eventually(() => subjectsTo(newEmail)).toContain('Your address was changed')
  })

  it('is told that signing in was locked, once for each lock, and nobody is of an address that nobody has', async () => {
    for (let tries = 0; tries < 6; tries += 1) {
      await signIn(person.email, 'wrong')
      await signIn('nobody@people.example', 'wrong')
    }

    expect(await toldTo(person.api)).toEqual([happened('ACCOUNT_LOCKED')])
    expect(await toldTo(other.api)).toEqual([])
    const { rows } = await world.database.owner.query(
      `select count(*)::int as count from "c_${church.church.placeKey}".notification`,
    )
    expect(rows).toEqual([{ count: 1 }])
  })

  it('is told that a sign-in was used from two places, by one mail', async () => {
    const text = 'mutation ($t: String!) { refreshSession(input: { refreshToken: $t }) { errors { code } } }'
    const refresh = () => church.stranger.sendText(text, { t: person.refreshToken })
    await refresh()
    clock.forward(11)
    await refresh()
    await refresh()

    expect(await toldTo(await retold(testPassword))).toEqual([happened('SESSION_REUSE')])
    await eventually(() => subjectsTo(person.email)).toHaveLength(1)
  })
})
