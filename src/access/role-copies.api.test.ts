import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const CloneRole = graphql(`
  mutation CloneRole($input: CloneRoleInput!) {
    cloneRole(input: $input) {
      role {
        id
        key
        basedOn
        isSystem
        grants {
          permission
        }
      }
      errors {
        code
        path
      }
    }
  }
`)

const DeleteRole = graphql(`
  mutation DeleteRole($input: DeleteRoleInput!) {
    deleteRole(input: $input) {
      role {
        name
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

/** Somebody whose only role gives this right. */
async function holderOf(
  resource: 'events' | 'roles',
  action: 'READ' | 'MANAGE',
): Promise<Person & { readonly roleId: string }> {
  const person = await church.person(null)
  const roleId = crypto.randomUUID()
  await church.write(async (db) => {
    await db
      .insertInto('role')
      .values({ id: roleId, name: `Role ${roleId}` })
      .execute()
    await db.insertInto('role_permission').values({ role_id: roleId, resource, action }).execute()
    await db
      .insertInto('user_role')
      .values({ id: crypto.randomUUID(), user_id: person.userId, role_id: roleId })
      .execute()
  })
  return { ...person, roleId }
}

const systemRole = (key: 'ADMIN' | 'MEMBER' | 'LEADER'): Promise<string> =>
  church.write(async (db) => {
    const { id } = await db.selectFrom('role').select('id').where('key', '=', key).executeTakeFirstOrThrow()
    return id
  })

describe('cloneRole', () => {
  it('makes a role of one’s own out of a system role, with its rights and notices', async () => {
    const { data } = await admin.api.send(CloneRole, { input: { id: await systemRole('LEADER'), name: 'Deacon' } })

    expect(data?.cloneRole).toMatchObject({ role: { key: null, basedOn: 'LEADER', isSystem: false }, errors: [] })
    expect(data?.cloneRole?.role?.grants).toContainEqual({ permission: 'volunteers.manage' })
  })

  it('copies nothing that the viewer lacks', async () => {
    const holder = await holderOf('roles', 'MANAGE')

    const { data } = await holder.api.send(CloneRole, { input: { id: await systemRole('ADMIN'), name: 'Me too' } })

    expect(data?.cloneRole).toMatchObject({ role: null, errors: [{ code: 'GRANT_EXCEEDED', path: ['id'] }] })
  })
})

describe('deleteRole', () => {
  const remove = async (id: string) => (await admin.api.send(DeleteRole, { input: { id } })).data?.deleteRole

  it('removes a role that nobody holds, or held long ago', async () => {
    const holder = await holderOf('events', 'READ')
    const past = '2020-01-01T00:00:00Z'
    await church.write((db) =>
      db.updateTable('user_role').set({ expires_at: past }).where('role_id', '=', holder.roleId).execute(),
    )

    expect(await remove(holder.roleId)).toMatchObject({ errors: [] })
    expect(await remove(holder.roleId)).toMatchObject({ errors: [{ code: 'NOT_FOUND' }] })
  })

  it('keeps a role in use, and the system roles', async () => {
    const holder = await holderOf('events', 'READ')

    expect(await remove(holder.roleId)).toMatchObject({ errors: [{ code: 'NOT_ALLOWED_NOW' }] })
    expect(await remove(await systemRole('MEMBER'))).toMatchObject({ errors: [{ code: 'NOT_ALLOWED_NOW' }] })
  })
})
