import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SystemRole } from '../access/index.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { eventually } from '../testing/eventually.js'
import { graphql } from '../testing/generated/gql.js'
import type { Mailbox } from '../testing/mailbox.js'
import { movableClock } from '../testing/movable-clock.js'
import { proveAddress } from '../testing/prove-address.js'
import { createWorld } from '../testing/world.js'
import { settleInvitation } from './settle-invitation.js'

const clock = movableClock()
const world = await createWorld({ clock })

const InviteUser = graphql(`
  mutation InviteUser($input: InviteUserInput!) {
    inviteUser(input: $input) {
      invitation {
        id
        email
        expiresAt
      }
      errors {
        code
        path
      }
    }
  }
`)

const AcceptInvitation = graphql(`
  mutation AcceptInvitation($token: String!, $password: String!) {
    acceptInvitation(input: { token: $token, password: $password }) {
      accessToken {
        token
      }
      viewer {
        id
        email
        emailVerified
        role
        member {
          id
        }
      }
      errors {
        code
        path
      }
    }
  }
`)

const ResendInvitation = graphql(`
  mutation ResendInvitation($id: ID!) {
    resendInvitation(input: { id: $id }) {
      invitation {
        id
      }
      errors {
        code
      }
    }
  }
`)

const RevokeInvitation = graphql(`
  mutation RevokeInvitation($id: ID!) {
    revokeInvitation(input: { id: $id }) {
      invitation {
        id
      }
      errors {
        code
      }
    }
  }
`)

const Invitations = graphql(`
  query Invitations {
    invitations {
      id
      email
      name
      roleIds
      memberId
    }
  }
`)

let mailbox: Mailbox
let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  mailbox = await world.mailbox()
})
beforeEach(async () => {
  church = await world.church()
  admin = await verified(await church.person('ADMIN'))
})

async function verified(person: Person): Promise<Person> {
  await proveAddress(world, person)
  return person
}

const roleId = (key: SystemRole) =>
  church.as(admin, async ({ db }) => {
    const role = await db.selectFrom('role').select('id').where('key', '=', key).executeTakeFirstOrThrow()
    return role.id
  })

const newAddress = () => `${crypto.randomUUID()}@people.example`

const invite = async (by: Person, input: { email: string; roles: readonly SystemRole[]; memberId?: string }) => {
  const roleIds = await Promise.all(input.roles.map(roleId))
  const { memberId = null, email } = input
  const { data, errors } = await by.api.send(InviteUser, { input: { email, name: 'Kofi Owusu', roleIds, memberId } })
  return data?.inviteUser ?? errors[0]?.extensions?.code
}

const invitationIn = (answer: Awaited<ReturnType<typeof invite>>) =>
  (typeof answer === 'object' && answer.invitation) || { id: '', email: '', expiresAt: '' }

const tokenFor = async (email: string, mails = 1) => {
  await eventually(() => mailbox.received.filter(({ to }) => to.includes(email)).length).toBe(mails)
  const text = mailbox.received.findLast(({ to }) => to.includes(email))?.mail.text ?? ''
  return /accept-invitation#token=([\w-]+)/.exec(text)?.[1] ?? ''
}

const accept = async (token: string, password = 'quiet morning rain') =>
  (await church.stranger.send(AcceptInvitation, { token, password })).data?.acceptInvitation

const refused = { accessToken: null, viewer: null, errors: [{ code: 'INVALID_CREDENTIALS', path: ['token'] }] }

describe('an invitation', () => {
  it('is mailed, and whoever accepts it has the account, its roles and its member, and is signed in', async () => {
    const member = await church.member()
    const email = newAddress()
    await invite(admin, { email: email.toUpperCase(), roles: ['SECRETARY', 'MEMBER'], memberId: member.id })

    const accepted = await accept(await tokenFor(email))

    expect(accepted?.errors).toEqual([])
    expect(accepted?.viewer).toMatchObject({ email, emailVerified: true, role: 'SECRETARY', member: { id: member.id } })
    const { status } = await church.stranger
      .with({ token: accepted?.accessToken?.token ?? null })
      .sendText('{ members(first: 1) { totalCount } }')
    expect(status).toBe(200)
  })

  it('counts once, also for those who race, and a bad password leaves it as it is', async () => {
    const email = newAddress()
    await invite(admin, { email, roles: ['MEMBER'] })
    const token = await tokenFor(email)

    expect(await accept(token, 'short')).toMatchObject({ errors: [{ code: 'TOO_SHORT', path: ['password'] }] })
    expect(await accept(token, 'quiet morning rain')).toMatchObject({ viewer: { email } })
    expect(await accept(token)).toEqual(refused)
    const other = newAddress()
    await invite(admin, { email: other, roles: ['MEMBER'] })
    const raced = await tokenFor(other)
    const racers = await Promise.all(Array.from({ length: 5 }, (_, racer) => accept(raced, `quiet rain no ${racer}`)))
    expect(racers.filter((racer) => racer?.viewer)).toHaveLength(1)
  })

  it('counts for seven days; mailed again, from then on', async () => {
    const email = newAddress()
    const { id } = invitationIn(await invite(admin, { email, roles: ['MEMBER'] }))
    const token = await tokenFor(email)
    clock.forward(7 * 24 * 3600)
    expect(await accept(token)).toEqual(refused)
    const later = await verified(await church.person('ADMIN'))

    expect((await later.api.send(ResendInvitation, { id })).data?.resendInvitation?.invitation?.id).toBe(id)

    expect(await accept(await tokenFor(email, 2))).toMatchObject({ viewer: { email } })
    expect((await later.api.send(ResendInvitation, { id })).data?.resendInvitation?.errors).toEqual([
      { code: 'NOT_FOUND' },
    ])
  })

  it('opens nothing once it was revoked, and makes room for another', async () => {
    const email = newAddress()
    const { id } = invitationIn(await invite(admin, { email, roles: ['MEMBER'] }))
    const token = await tokenFor(email)

    await admin.api.send(RevokeInvitation, { id })

    expect(await accept(token)).toEqual(refused)
    expect((await admin.api.send(RevokeInvitation, { id })).data?.revokeInvitation?.errors).toEqual([
      { code: 'NOT_FOUND' },
    ])
    expect(await invite(admin, { email, roles: ['LEADER'] })).toMatchObject({ errors: [] })
    expect(await accept(await tokenFor(email, 2))).toMatchObject({ viewer: { role: 'LEADER' } })
  })

  it('waits where those who may invite see it', async () => {
    const email = newAddress()
    const { id } = invitationIn(await invite(admin, { email, roles: ['MEMBER'] }))

    const { data } = await admin.api.send(Invitations, {})
    const stranger = await church.person('MEMBER')

    expect(data?.invitations).toEqual([
      { id, email, name: 'Kofi Owusu', roleIds: [await roleId('MEMBER')], memberId: null },
    ])
    expect((await stranger.api.send(Invitations, {})).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  it('opens nothing in another church', async () => {
    const email = newAddress()
    await invite(admin, { email, roles: ['MEMBER'] })
    const token = await tokenFor(email)
    const neighbour = await world.church()

    const { data } = await neighbour.stranger.send(AcceptInvitation, { token, password: 'quiet morning rain' })

    expect(data?.acceptInvitation).toEqual(refused)
  })

  it('lets nobody sign in before it is accepted', async () => {
    const email = newAddress()
    await invite(admin, { email, roles: ['MEMBER'] })
    const text = 'mutation ($e: String!) { signIn(input: { email: $e, password: "" }) { errors { code } } }'

    expect((await church.stranger.sendText(text, { e: email })).data).toEqual({
      signIn: { errors: [{ code: 'INVALID_CREDENTIALS' }] },
    })
  })
})

describe('settling an accepted invitation', () => {
  it('again changes nothing, and takes no member from somebody else', async () => {
    const member = await church.member()
    const email = newAddress()
    const { id } = invitationIn(await invite(admin, { email, roles: ['MEMBER'], memberId: member.id }))
    const accepted = await accept(await tokenFor(email))
    const again = await church.as(admin, async (ctx) => {
      await settleInvitation(ctx, id)
      await settleInvitation(ctx, id)
      return ctx.db
        .selectFrom('user_role')
        .select('id')
        .where('user_id', '=', accepted?.viewer?.id ?? '')
        .execute()
    })

    expect(again).toHaveLength(1)
  })

  it('lets who came in be told what happens from then on, not what was before', async () => {
    await church.event({ title: 'Before' })
    const email = newAddress()
    await invite(admin, { email, roles: ['MEMBER'] })
    const { accessToken } = (await accept(await tokenFor(email))) ?? {}
    await church.event({ title: 'After' })

    const { data } = await church.stranger
      .with({ token: accessToken?.token ?? null })
      .sendText('{ notifications { nodes { title } } unreadNotificationCount }')

    expect(data).toEqual({ notifications: { nodes: [{ title: 'New event: After' }] }, unreadNotificationCount: 1 })
  })
})
