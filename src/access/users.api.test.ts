import { beforeEach, describe, expect, it } from 'vitest'
import { type ChurchWorld, type Person, testPassword } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'
import type { SystemRole } from './role.js'

const world = await createWorld()

const Users = graphql(`
  query Users($search: String, $filter: UserFilter, $first: Int, $after: String) {
    users(search: $search, filter: $filter, first: $first, after: $after) {
      nodes {
        id
        name
        status
        roles {
          role {
            key
          }
          expiresAt
        }
        member {
          id
        }
        viewerCan {
          changeRoles
          disable
          enable
          requirePasswordChange
          link
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`)

const AssignRole = graphql(`
  mutation AssignRole($input: AssignRoleInput!) {
    assignRole(input: $input) {
      user {
        roles {
          role {
            key
          }
          expiresAt
        }
      }
      errors {
        code
        path
      }
    }
  }
`)

const RevokeRole = graphql(`
  mutation RevokeRole($input: RevokeRoleInput!) {
    revokeRole(input: $input) {
      user {
        roles {
          role {
            key
          }
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
let admin: Person
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
})

const roleId = (key: SystemRole): Promise<string> =>
  church.write(async (db) => {
    const { id } = await db.selectFrom('role').select('id').where('key', '=', key).executeTakeFirstOrThrow()
    return id
  })

const assign = async (
  who: Person,
  key: SystemRole,
  { by = admin, expiresAt = null }: { readonly by?: Person; readonly expiresAt?: string | null } = {},
) => {
  const input = { userId: who.userId, roleId: await roleId(key), expiresAt }
  return (await by.api.send(AssignRole, { input })).data?.assignRole
}

const revoke = async (who: Person, key: SystemRole, by = admin) => {
  const input = { userId: who.userId, roleId: await roleId(key) }
  return (await by.api.send(RevokeRole, { input })).data?.revokeRole
}

/** Sends one of the mutations that take an account and nothing else; answers with its codes, or the new status. */
async function change(operation: string, { userId }: { userId: string }, by = admin): Promise<unknown> {
  const text = `mutation ($id: ID!) { ${operation}(input: { id: $id }) { user { status } errors { code } } }`
  const { data } = await by.api.sendText(text, { id: userId })
  const answer = data?.[operation] as { user: { status: string } | null; errors: { code: string }[] }
  return answer.user?.status ?? answer.errors.map(({ code }) => code).join(' ')
}

describe('users', () => {
  it('lists the accounts of this church by name, with roles, members and what the viewer may do', async () => {
    const member = await church.person('MEMBER')
    await (await world.church()).person('MEMBER')

    const { data } = await admin.api.send(Users, {})

    const can = { changeRoles: true, disable: true, enable: false, requirePasswordChange: true, link: true }
    expect(data?.users.totalCount).toBe(3)
    expect(data?.users.nodes.find(({ id }) => id === member.userId)).toEqual({
      ...{ id: member.userId, name: 'MEMBER of a test', status: 'ACTIVE', member: { id: member.memberId } },
      ...{ roles: [{ role: { key: 'MEMBER' }, expiresAt: null }], viewerCan: can },
    })
    expect(data?.users.nodes.find(({ id }) => id === admin.userId)?.viewerCan.changeRoles).toBe(false)
  })

  it('pages, searches and filters', async () => {
    const leader = await church.person('LEADER')
    await church.person('MEMBER')
    const ids = async (variables: Parameters<typeof admin.api.send<unknown, object>>[1]) =>
      (await admin.api.send(Users, variables)).data?.users.nodes.map(({ id }) => id)

    expect(await ids({ search: 'LEADER test' })).toEqual([leader.userId])
    expect(await ids({ search: '%' })).toEqual([])
    expect(await ids({ filter: { roleId: await roleId('LEADER') } })).toEqual([leader.userId])
    expect(await ids({ filter: { status: 'DISABLED' } })).toEqual([])
    const first = (await admin.api.send(Users, { first: 3 })).data?.users
    const second = (await admin.api.send(Users, { first: 3, after: first?.pageInfo.endCursor ?? null })).data?.users
    expect([first, second].map((page) => page?.nodes.length)).toEqual([3, 1])
  })

  it('is for those who may read accounts', async () => {
    const secretary = await church.person('SECRETARY')

    const { data } = await secretary.api.send(Users, {})

    const nothing = { changeRoles: false, disable: false, enable: false, requirePasswordChange: false, link: false }
    expect(data?.users.nodes.every(({ viewerCan }) => JSON.stringify(viewerCan) === JSON.stringify(nothing))).toBe(true)
    for (const role of ['PASTOR', 'TREASURER', 'LEADER', 'MEMBER'] as const) {
      expect((await (await church.person(role)).api.send(Users, {})).status).toBe(403)
    }
  })
})

describe('assignRole', () => {
  it('gives a role with an end; what was signed in before signs in anew', async () => {
    const member = await church.person('MEMBER')

    const answer = await assign(member, 'SECRETARY', { expiresAt: '2999-01-01T00:00:00Z' })

    expect(answer?.errors).toEqual([])
    expect(answer?.user?.roles).toEqual([
      { role: { key: 'MEMBER' }, expiresAt: null },
      { role: { key: 'SECRETARY' }, expiresAt: '2999-01-01T00:00:00Z' },
    ])
    expect((await member.api.sendText('{ viewer { id } }')).status).toBe(401)
  })

  it('refuses oneself, an end that is past, and who or what does not exist', async () => {
    const member = await church.person('MEMBER')
    const nobody = { ...member, userId: crypto.randomUUID() }
    const unknown = { userId: member.userId, roleId: crypto.randomUUID() }

    expect(await assign(admin, 'PASTOR')).toMatchObject({ errors: [{ code: 'GRANT_EXCEEDED', path: ['userId'] }] })
    expect(await assign(member, 'PASTOR', { expiresAt: '2020-01-01T00:00:00Z' })).toMatchObject({
      errors: [{ code: 'INVALID' }],
    })
    expect(await assign(nobody, 'PASTOR')).toMatchObject({ errors: [{ code: 'NOT_FOUND', path: ['userId'] }] })
    expect((await admin.api.send(AssignRole, { input: unknown })).data?.assignRole).toMatchObject({
      errors: [{ code: 'NOT_FOUND', path: ['roleId'] }],
    })
  })

  it('gives no rights that the giver lacks', async () => {
    const giver = await church.person(null)
    await world.database.owner.query(`
      with made as (insert into c_${church.church.placeKey}.role (id, name) values (gen_random_uuid(), 'Giver') returning id),
        granted as (insert into c_${church.church.placeKey}.role_permission (role_id, resource, action)
          select id, resource, 'MANAGE' from made, unnest(array['roles', 'events', 'announcements', 'ministries', 'volunteers', 'themes']) as resource)
      insert into c_${church.church.placeKey}.user_role (id, user_id, role_id) select gen_random_uuid(), '${giver.userId}', id from made`)
    const [one, other] = [await church.person('MEMBER'), await church.person(null)]

    expect(await assign(one, 'ADMIN', { by: giver })).toMatchObject({
      errors: [{ code: 'GRANT_EXCEEDED', path: ['roleId'] }],
    })
    // LEADER also reads members in groups, which this giver does not.
    expect(await assign(one, 'LEADER', { by: giver })).toMatchObject({
      errors: [{ code: 'GRANT_EXCEEDED', path: ['roleId'] }],
    })
    expect(await assign(other, 'MEMBER', { by: giver })).toMatchObject({ errors: [] })
  })
})

describe('revokeRole', () => {
  it('takes a role with its rights', async () => {
    const secretary = await church.person('SECRETARY')

    expect(await revoke(secretary, 'SECRETARY')).toEqual({ user: { roles: [] }, errors: [] })
    expect(await revoke(secretary, 'SECRETARY')).toMatchObject({ errors: [{ code: 'NOT_FOUND', path: ['roleId'] }] })
  })

  it('leaves one’s own roles alone', async () => {
    await church.person('ADMIN')

    expect(await revoke(admin, 'ADMIN')).toMatchObject({ errors: [{ code: 'GRANT_EXCEEDED', path: ['userId'] }] })
  })
})

describe('disableUser and enableUser', () => {
  it('close an account with its tokens and sign-in, and open it again with its roles', async () => {
    const pastor = await church.person('PASTOR')
    const signIn = `mutation { signIn(input: {email: "${pastor.email}", password: "${testPassword}"}) { errors { code } } }`

    expect(await change('disableUser', pastor)).toBe('DISABLED')
    expect((await pastor.api.sendText('{ viewer { id } }')).status).toBe(401)
    expect((await church.stranger.sendText(signIn)).data).toEqual({
      signIn: { errors: [{ code: 'INVALID_CREDENTIALS' }] },
    })
    expect(await change('disableUser', pastor)).toBe('NOT_ALLOWED_NOW')

    expect(await change('enableUser', pastor)).toBe('ACTIVE')
    expect((await church.stranger.sendText(signIn)).data).toEqual({ signIn: { errors: [] } })
    expect(await change('enableUser', pastor)).toBe('NOT_ALLOWED_NOW')
  })

  it('end every session', async () => {
    const { userId, email } = await church.person('PASTOR')
    await church.stranger.sendText(
      `mutation { signIn(input: {email: "${email}", password: "${testPassword}"}) { errors { code } } }`,
    )

    await change('disableUser', { userId })

    const { rows } = await world.database.owner.query(
      'select revoke_reason as reason from control.refresh_session where user_id = $1',
      [userId],
    )
    expect(rows.every(({ reason }) => reason === 'DISABLED')).toBe(true)
    expect(rows.length).toBeGreaterThan(0)
  })
})

describe('requirePasswordChange', () => {
  it('ends what the account was signed in to', async () => {
    const pastor = await church.person('PASTOR')

    expect(await change('requirePasswordChange', pastor)).toBe('ACTIVE')

    expect((await pastor.api.sendText('{ viewer { id } }')).status).toBe(401)
    await change('disableUser', pastor)
    expect(await change('requirePasswordChange', pastor)).toBe('NOT_ALLOWED_NOW')
  })
})
