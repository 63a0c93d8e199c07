import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { statementsWithViewer } from '../testing/count-statements.js'
import { eventually } from '../testing/eventually.js'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'
import { systemRoles } from './role.js'

const world = await createWorld()

const MyRole = graphql(`
  query MyRole {
    viewer {
      role
    }
  }
`)

let church: ChurchWorld
beforeAll(async () => {
  church = await world.church()
})

const table = (name: string) => `c_${church.church.placeKey}.${name}`

/** Gives a role as another process would, until `expires` (SQL). */
const give = (person: Person, role: string, expires = 'null') =>
  world.database.owner.query(
    `insert into ${table('user_role')} (id, user_id, role_id, expires_at)
     select gen_random_uuid(), $1, id, ${expires} from ${table('role')} where name = $2 or key = $2`,
    [person.userId, role],
  )

const take = (person: Person) =>
  world.database.owner.query(`delete from ${table('user_role')} where user_id = $1`, [person.userId])

const addRole = (name: string, columns: { readonly based_on?: string } = {}) =>
  world.database.owner.query(`insert into ${table('role')} (id, name, based_on) values (gen_random_uuid(), $1, $2)`, [
    name,
    columns.based_on ?? null,
  ])

const roleOf = async (person: Person) => (await person.api.send(MyRole, {})).data?.viewer?.role

const mayListMembers = async (person: Person) => {
  const { errors } = await person.api.sendText('{ members { totalCount } }')
  return errors[0]?.extensions?.code ?? 'yes'
}

describe('viewer.role', () => {
  it.each(systemRoles)('is %s for who holds it', async (role) => {
    expect(await roleOf(await church.person(role, { onRoll: false }))).toBe(role)
  })

  it('is nothing for who holds none', async () => {
    expect(await roleOf(await church.person(null))).toBeNull()
  })

  it('is the strongest of several', async () => {
    const person = await church.person('LEADER')
    await give(person, 'MEMBER')
    await give(person, 'TREASURER')

    expect(await roleOf(person)).toBe('TREASURER')
  })

  it('is the role that a custom one is based on, and nothing for one that stands alone', async () => {
    await addRole('Dean', { based_on: 'PASTOR' })
    await addRole('Bell ringer')
    const dean = await church.person(null)
    const ringer = await church.person(null)
    await give(dean, 'Dean')
    await give(ringer, 'Bell ringer')

    expect([await roleOf(dean), await roleOf(ringer)]).toEqual(['PASTOR', null])
  })
})

describe('rights', () => {
  it('take effect at the next request when a role is given, and end with it', async () => {
    const person = await church.person(null)
    expect(await mayListMembers(person)).toBe('FORBIDDEN')

    // Written by somebody else than this server, which hears of it.
    await give(person, 'SECRETARY')
    await eventually(() => mayListMembers(person)).toBe('yes')

    await take(person)
    await eventually(() => mayListMembers(person)).toBe('FORBIDDEN')
    expect(await roleOf(person)).toBeNull()
  })

  it('are not held through a role that is over', async () => {
    const person = await church.person('MEMBER')
    await give(person, 'ADMIN', `now() - interval '1 second'`)

    expect([await roleOf(person), await mayListMembers(person)]).toEqual(['MEMBER', 'FORBIDDEN'])
  })

  it('are held through a role that will be over', async () => {
    const person = await church.person('MEMBER')
    await give(person, 'ADMIN', `now() + interval '1 hour'`)

    expect([await roleOf(person), await mayListMembers(person)]).toEqual(['ADMIN', 'yes'])
  })

  it('of a custom role are its own, not those of the role it is based on', async () => {
    await addRole('Usher', { based_on: 'ADMIN' })
    const usher = await church.person(null)
    await give(usher, 'Usher')

    expect([await roleOf(usher), await mayListMembers(usher)]).toEqual(['ADMIN', 'FORBIDDEN'])
  })

  it('follow the table of grants at once', async () => {
    const person = await church.person('MEMBER')

    await world.database.owner.query(
      `insert into ${table('role_permission')} (role_id, resource, action)
       select id, 'members', 'READ' from ${table('role')} where key = 'MEMBER'`,
    )

    expect(await mayListMembers(person)).toBe('yes')
  })

  it('and the account take two statements the first time, however many they are, and then none', async () => {
    const nobody = await church.person(null)
    const admin = await church.person('ADMIN', { onRoll: false })
    await give(admin, 'MEMBER')
    await give(admin, 'PASTOR')

    const asked = async (person: Person) =>
      (await statementsWithViewer(() => person.api.sendText('{ viewer { id } }'))).length
    // The church itself is looked up every 30 seconds only.
    await roleOf(await church.person(null))
    for (const person of [nobody, admin]) {
      // What was given is told of a moment later.
      await eventually(() => asked(person)).toBe(0)
      world.app.rightsChanged(null)
      expect([await asked(person), await asked(person)]).toEqual([2, 0])
    }
  })
})
