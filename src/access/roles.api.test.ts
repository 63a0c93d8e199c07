import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const Roles = graphql(`
  query Roles {
    permissions {
      code
      resource
      action
    }
    roles(first: 50) {
      nodes {
        key
        name
        isSystem
        holderCount
        grants {
          permission
          scope
        }
        viewerCan {
          update
          delete
          clone
          assign
        }
      }
      totalCount
    }
  }
`)

const CreateRole = graphql(`
  mutation CreateRole($input: CreateRoleInput!) {
    createRole(input: $input) {
      role {
        id
        key
        name
        description
        color
        icon
        isSystem
        requiresTotp
        basedOn
        version
        grants {
          permission
          scope
        }
      }
      errors {
        code
        path
      }
    }
  }
`)

const UpdateRole = graphql(`
  mutation UpdateRole($input: UpdateRoleInput!) {
    updateRole(input: $input) {
      role {
        name
        version
        grants {
          permission
          scope
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
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
})

const create = async (
  input: { name: string; grants?: { permission: string; scope?: 'ALL' | 'GROUP' }[] },
  who = admin,
) => {
  const { data } = await who.api.send(CreateRole, { input })
  return data?.createRole
}

/** A role with these rights, made by the administrator. */
const role = async (...permissions: readonly string[]) => {
  const made = await create({
    name: `Role ${crypto.randomUUID()}`,
    grants: permissions.map((permission) => ({ permission })),
  })
  return made?.role?.id ?? ''
}

/** Somebody whose only role gives these rights. */
async function holderOf(...permissions: readonly string[]): Promise<Person & { readonly roleId: string }> {
  const roleId = await role(...permissions)
  const person = await church.person(null)
  await church.write((db) =>
    db.insertInto('user_role').values({ id: crypto.randomUUID(), user_id: person.userId, role_id: roleId }).execute(),
  )
  return { ...person, roleId }
}

const systemRole = (key: 'ADMIN' | 'MEMBER' | 'LEADER'): Promise<string> =>
  church.write(async (db) => {
    const { id } = await db.selectFrom('role').select('id').where('key', '=', key).executeTakeFirstOrThrow()
    return id
  })

describe('permissions and roles', () => {
  it('tell the 120 rights there are, and the six roles of a new church with what they give', async () => {
    const { api } = await (await world.church()).person('ADMIN')

    const { data } = await api.send(Roles, {})

    expect(data?.permissions).toHaveLength(120)
    expect(data?.permissions[0]).toEqual({ code: 'members.read', resource: 'members', action: 'READ' })
    expect(data?.roles.totalCount).toBe(6)
    expect(data?.roles.nodes.find(({ key }) => key === 'ADMIN')).toMatchObject({ holderCount: 1, isSystem: true })
    expect(data?.roles.nodes.find(({ key }) => key === 'LEADER')?.grants).toContainEqual({
      permission: 'members.read',
      scope: 'GROUP',
    })
  })

  it('are for those who may look at roles, who see which they may change', async () => {
    const pastor = await church.person('PASTOR')
    const member = await church.person('MEMBER')

    const { data } = await pastor.api.send(Roles, {})

    const nothing = { update: false, delete: false, clone: false, assign: false }
    expect(data?.roles.nodes.map(({ viewerCan }) => viewerCan)).toContainEqual(nothing)
    expect((await member.api.send(Roles, {})).status).toBe(403)
  })
})

describe('createRole', () => {
  it('answers with the role', async () => {
    const made = await create({
      ...{ name: ' Usher ', description: 'At the door', color: 'red', icon: 'DoorOpen', requiresTotp: true },
      ...{ basedOn: 'LEADER' as const, grants: [{ permission: 'members.read', scope: 'GROUP' }] },
    })

    expect(made).toEqual({
      role: {
        ...{ id: expect.any(String) as string, key: null, name: 'Usher', description: 'At the door', color: 'red' },
        ...{ icon: 'DoorOpen', isSystem: false, requiresTotp: true, basedOn: 'LEADER', version: 1 },
        grants: [{ permission: 'members.read', scope: 'GROUP' }],
      },
      errors: [],
    })
  })

  it('refuses a name that another has, in any case of letters', async () => {
    expect(await create({ name: 'ADMINISTRATOR' })).toEqual({
      role: null,
      errors: [{ code: 'NOT_UNIQUE', path: ['name'] }],
    })
  })

  it('gives one name once, however many ask for it at once', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => create({ name: 'Sexton' })))

    expect(made.filter((one) => one?.role)).toHaveLength(1)
    expect(made.flatMap((one) => one?.errors ?? [])).toHaveLength(4)
  })

  it('refuses everything that is wrong with it at once', async () => {
    const { data } = await admin.api.send(CreateRole, {
      input: {
        ...{ name: ' ', description: 'x'.repeat(501), color: 'Red!', icon: '<svg>' },
        grants: [{ permission: 'members.read' }, { permission: 'members.fly' }, { permission: 'members.read' }],
      },
    })

    expect(data?.createRole?.errors).toEqual([
      { code: 'REQUIRED', path: ['name'] },
      { code: 'TOO_LONG', path: ['description'] },
      { code: 'INVALID', path: ['color'] },
      { code: 'INVALID', path: ['icon'] },
      { code: 'INVALID', path: ['grants', '1', 'permission'] },
      { code: 'INVALID', path: ['grants', '2', 'permission'] },
    ])
  })

  it('gives nothing that its maker lacks', async () => {
    const maker = await holderOf('roles.manage', 'members.read')

    const lacking = await create({ name: 'Above', grants: [{ permission: 'members.write' }] }, maker)
    const managing = await create({ name: 'Above', grants: [{ permission: 'members.manage' }] }, maker)
    const own = await create({ name: 'Beside', grants: [{ permission: 'members.read' }] }, maker)

    expect([lacking?.errors, managing?.errors]).toEqual(Array(2).fill([{ code: 'GRANT_EXCEEDED', path: ['grants'] }]))
    expect(own?.errors).toEqual([])
  })
})

describe('updateRole', () => {
  const update = async (
    input: { id: string; expectedVersion?: number; name?: string; grants?: { permission: string }[] },
    who = admin,
  ) => {
    const { data } = await who.api.send(UpdateRole, { input })
    return data?.updateRole
  }

  it('changes what is named, and whoever holds it has the new rights at the next request', async () => {
    const holder = await holderOf('events.read')
    const list = async () => (await holder.api.sendText('{ members { totalCount } }')).status
    expect(await list()).toBe(403)

    const changed = await update({ id: holder.roleId, expectedVersion: 1, grants: [{ permission: 'members.read' }] })

    expect(changed).toMatchObject({ role: { version: 2, grants: [{ permission: 'members.read', scope: 'ALL' }] } })
    expect(await list()).toBe(200)
  })

  it('leaves system roles as they are', async () => {
    expect(await update({ id: await systemRole('MEMBER'), name: 'Other' })).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED_NOW', path: ['id'] }],
    })
  })

  it('refuses an old version, a name that is taken, and a role that does not exist', async () => {
    const id = await role('events.read')

    expect(await update({ id, expectedVersion: 7 })).toMatchObject({ errors: [{ code: 'STALE_VERSION' }] })
    expect(await update({ id, name: 'pastor' })).toMatchObject({ errors: [{ code: 'NOT_UNIQUE', path: ['name'] }] })
    expect(await update({ id: crypto.randomUUID() })).toMatchObject({ errors: [{ code: 'NOT_FOUND' }] })
  })

  it('lets nobody change a role of their own, nor add what they lack', async () => {
    const holder = await holderOf('roles.manage')
    const others = await role('events.read')

    const own = await update(
      { id: holder.roleId, grants: [{ permission: 'roles.manage' }, { permission: 'users.manage' }] },
      holder,
    )
    const above = await update(
      { id: others, grants: [{ permission: 'events.read' }, { permission: 'users.manage' }] },
      holder,
    )
    const kept = await update({ id: others, name: `Kept ${others}`, grants: [{ permission: 'events.read' }] }, holder)

    expect([own?.errors, above?.errors, kept?.errors]).toEqual([
      [{ code: 'GRANT_EXCEEDED', path: ['id'] }],
      [{ code: 'GRANT_EXCEEDED', path: ['grants'] }],
      [],
    ])
  })
})
