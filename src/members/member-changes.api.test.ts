import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const EnterMember = graphql(`
  mutation EnterMember($input: CreateMemberInput!) {
    createMember(input: $input) {
      member {
        id
        memberNumber
        firstName
        email
        status
        version
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

const ChangeMember = graphql(`
  mutation ChangeMember($input: UpdateMemberInput!) {
    updateMember(input: $input) {
      member {
        id
        firstName
        phone
        version
        updatedAt
      }
      errors {
        code
        path
      }
    }
  }
`)

describe('createMember', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN', { onRoll: false })
  })

  const kofi = { firstName: ' Kofi ', lastName: 'Boateng', email: 'Kofi@Example.org' }

  it('answers with the member and the number', async () => {
    const { status, data } = await admin.api.send(EnterMember, { input: kofi })

    const prefix = church.church.subdomain.slice(0, 2).toUpperCase()
    const rest = { memberNumber: `${prefix}-0001`, status: 'ACTIVE', version: 1 }
    expect(status).toBe(200)
    expect(data?.createMember).toMatchObject({
      member: { firstName: 'Kofi', email: 'kofi@example.org', ...rest },
      errors: [],
    })
  })

  it('refuses all that is wrong at once, each with its path', async () => {
    const input = { firstName: ' ', lastName: 'x'.repeat(256), email: 'nonsense', birthDate: '2999-01-01' }

    const { status, data } = await admin.api.send(EnterMember, { input })

    expect(status).toBe(200)
    expect(data?.createMember).toMatchObject({
      member: null,
      errors: [
        { code: 'REQUIRED', path: ['firstName'], params: null },
        { code: 'TOO_LONG', path: ['lastName'], params: { maximum: 255 } },
        { code: 'INVALID', path: ['email'] },
        { code: 'INVALID', path: ['birthDate'] },
      ],
    })
  })

  it.each([
    ['MEMBER', 403, 'FORBIDDEN'],
    ['LEADER', 403, 'FORBIDDEN'],
  ] as const)('is not for a %s', async (role, status, code) => {
    const person = await church.person(role)

    const answer = await person.api.send(EnterMember, { input: kofi })

    expect(answer.status).toBe(status)
    expect(answer.data).toEqual({ createMember: null })
    expect(answer.errors).toMatchObject([{ path: ['createMember'], extensions: { code } }])
  })

  it('is for people who are signed in', async () => {
    const { status, errors } = await church.stranger.send(EnterMember, { input: kofi })

    expect([status, errors[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED'])
  })

  it('takes no field that only the church sets', async () => {
    for (const field of ['memberNumber: "GR-0001"', 'status: DECEASED', 'version: 7', 'userId: "x"']) {
      const { status, errors } = await admin.api.sendText(
        `mutation { createMember(input: { firstName: "A", lastName: "B", ${field} }) { errors { code } } }`,
      )

      expect([status, errors[0]?.extensions?.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED'])
    }
  })
})

describe('updateMember', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN', { onRoll: false })
  })

  it('answers with the member as it is now', async () => {
    const { id } = await church.member({ phone: '1' })

    const { data } = await admin.api.send(ChangeMember, { input: { id, expectedVersion: 1, phone: '2' } })

    expect(data?.updateMember).toMatchObject({ member: { id, firstName: 'Ama', phone: '2', version: 2 }, errors: [] })
  })

  it.each([
    ['an old version', { expectedVersion: 0 }, { code: 'STALE_VERSION', path: ['expectedVersion'] }],
    ['an empty name', { firstName: null }, { code: 'REQUIRED', path: ['firstName'] }],
    ['a long address', { address: 'x'.repeat(501) }, { code: 'TOO_LONG', path: ['address'] }],
    ['a wrong e-mail', { email: 'nonsense' }, { code: 'INVALID', path: ['email'] }],
  ])('refuses %s', async (_case, change, error) => {
    const { id } = await church.member()

    const { status, data } = await admin.api.send(ChangeMember, { input: { id, ...change } })

    expect(status).toBe(200)
    expect(data?.updateMember).toEqual({ member: null, errors: [error] })
  })

  it('refuses a member of another church as if there were none', async () => {
    const neighbour = await (await world.church()).member()

    for (const id of [neighbour.id, crypto.randomUUID()]) {
      const { data } = await admin.api.send(ChangeMember, { input: { id, phone: '2' } })

      expect(data?.updateMember).toEqual({ member: null, errors: [{ code: 'NOT_FOUND', path: ['id'] }] })
    }
  })

  it('refuses an id that is none, and says where', async () => {
    const { status, errors } = await admin.api.send(ChangeMember, { input: { id: 'GR-0001', phone: '2' } })

    expect(status).toBe(400)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argumentPath: ['input', 'id'] } }])
  })

  it('is not for leaders, even about their groups', async () => {
    const leader = await church.person('LEADER')
    const { id } = await church.member()
    await plantMinistry(church, { LEADER: [leader.memberId], MEMBER: [id] })

    const { status, errors } = await leader.api.send(ChangeMember, { input: { id, phone: '2' } })

    expect([status, errors[0]?.extensions?.code]).toEqual([403, 'FORBIDDEN'])
  })

  it('is for people who are signed in', async () => {
    const { status, errors } = await church.stranger.send(ChangeMember, { input: { id: crypto.randomUUID() } })

    expect([status, errors[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED'])
  })
})
