import { beforeEach, describe, expect, it } from 'vitest'
import type { SystemRole } from '../access/index.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { proveAddress } from '../testing/prove-address.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const Invite = graphql(`
  mutation Invite($input: InviteUserInput!) {
    inviteUser(input: $input) {
      invitation {
        id
      }
      errors {
        code
        path
      }
    }
  }
`)

let church: ChurchWorld
let admin: Person
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
  const { data, errors } = await by.api.send(Invite, { input: { email, name: 'Kofi Owusu', roleIds, memberId } })
  return data?.inviteUser ?? errors[0]?.extensions?.code
}

const invitationIn = (answer: Awaited<ReturnType<typeof invite>>) =>
  (typeof answer === 'object' && answer.invitation) || { id: '', email: '', expiresAt: '' }

describe('inviteUser', () => {
  it('gives no right that the inviter lacks', async () => {
    const secretary = await verified(await church.person('SECRETARY'))

    for (const role of ['ADMIN', 'PASTOR', 'TREASURER'] as const) {
      expect(await invite(secretary, { email: newAddress(), roles: ['MEMBER', role] })).toMatchObject({
        errors: [{ code: 'GRANT_EXCEEDED', path: ['roleIds', '1'] }],
      })
    }
    expect(await invite(secretary, { email: newAddress(), roles: ['MEMBER', 'LEADER'] })).toMatchObject({ errors: [] })
  })

  it('is for those who may make accounts', async () => {
    for (const role of ['PASTOR', 'TREASURER', 'LEADER', 'MEMBER'] as const) {
      const person = await verified(await church.person(role))
      expect(await invite(person, { email: newAddress(), roles: ['MEMBER'] })).toBe('FORBIDDEN')
    }
  })

  it('waits until the inviter’s own address is proved', async () => {
    const founder = await church.person('ADMIN')

    expect(await invite(founder, { email: newAddress(), roles: ['MEMBER'] })).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED_NOW' }],
    })
  })

  it('refuses an address with an account or an invitation that waits, also to those who race', async () => {
    const email = newAddress()

    expect(await invite(admin, { email: admin.email, roles: ['MEMBER'] })).toMatchObject({
      errors: [{ code: 'NOT_UNIQUE', path: ['email'] }],
    })
    const racers = await Promise.all(Array.from({ length: 5 }, () => invite(admin, { email, roles: ['MEMBER'] })))
    expect(racers.filter((racer) => invitationIn(racer).id)).toHaveLength(1)
    expect(racers.flatMap((racer) => (typeof racer === 'object' ? racer.errors : []))).toEqual(
      Array.from({ length: 4 }, () => ({ code: 'NOT_UNIQUE', path: ['email'] })),
    )
  })

  it('refuses what is no address, no name, no role, an unknown member, and one who has an account', async () => {
    const linked = await church.person('MEMBER')
    const roleIds = [await roleId('MEMBER')]
    const errorsOf = async (input: object) => {
      const { data } = await admin.api.send(Invite, {
        input: { email: newAddress(), name: 'Kofi', roleIds, ...input },
      })
      return data?.inviteUser?.errors
    }

    expect(await errorsOf({ email: 'nowhere', name: ' ', roleIds: [] })).toEqual([
      { code: 'INVALID', path: ['email'] },
      { code: 'REQUIRED', path: ['name'] },
      { code: 'INVALID', path: ['roleIds'] },
    ])
    expect(await errorsOf({ memberId: linked.userId })).toEqual([{ code: 'NOT_FOUND', path: ['memberId'] }])
    expect(await errorsOf({ memberId: linked.memberId })).toEqual([{ code: 'NOT_UNIQUE', path: ['memberId'] }])
  })
})
