import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { statementsOf } from '../testing/count-statements.js'
import { graphql } from '../testing/generated/gql.js'
import { plantHousehold, plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const HouseholdOf = graphql(`
  query HouseholdOf($id: ID!) {
    member(id: $id) {
      household {
        id
        name
        address
        phone
        members {
          id
          household {
            id
          }
        }
      }
    }
  }
`)

const RollWithFamilies = graphql(`
  query RollWithFamilies($first: Int) {
    members(first: $first) {
      nodes {
        id
        firstName
        lastName
        household {
          id
          name
          members {
            id
            firstName
          }
        }
        ministries {
          id
          name
        }
      }
    }
  }
`)

describe('the household of a member', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN', { onRoll: false })
  })

  const householdOf = async (id: string) => (await admin.api.send(HouseholdOf, { id })).data?.member?.household

  it('is nothing for who lives in none', async () => {
    const { id } = await church.member()

    expect(await householdOf(id)).toBeNull()
  })

  it('names head, spouse, children from the eldest on, then the others', async () => {
    const [head, spouse, aunt] = [await church.member(), await church.member(), await church.member()]
    const youngest = await church.member({ birthDate: '2020-01-01' })
    const unknown = await church.member()
    const eldest = await church.member({ birthDate: '2010-01-01' })
    const people = { OTHER: [aunt], CHILD: [youngest, unknown, eldest], SPOUSE: [spouse], HEAD: [head] }
    const id = await plantHousehold(church, people)

    const household = await householdOf(youngest.id)

    expect(household).toMatchObject({ id, name: 'Mensah family', phone: '0244 000000', address: null })
    const inOrder = [head, spouse, eldest, youngest, unknown, aunt]
    expect(household?.members.map((member) => member.id)).toEqual(inOrder.map((member) => member.id))
    expect(household?.members.every((member) => member.household?.id === id)).toBe(true)
  })

  it('is the one lived in now, with those who live there now', async () => {
    const [mover, stayer] = [await church.member(), await church.member()]
    await plantHousehold(church, { HEAD: [stayer], CHILD: [mover] })
    await church.write((db) =>
      db.updateTable('household_member').set({ until_on: '2026-01-01' }).where('member_id', '=', mover.id).execute(),
    )
    const next = await plantHousehold(church, { HEAD: [mover] })

    expect(await householdOf(mover.id)).toMatchObject({ id: next, members: [{ id: mover.id }] })
    expect((await householdOf(stayer.id))?.members.map(({ id }) => id)).toEqual([stayer.id])
  })

  it('does not show who is archived, nor itself once it is', async () => {
    const [head, gone] = [await church.member(), await church.member()]
    const id = await plantHousehold(church, { HEAD: [head], OTHER: [gone] })
    const archived_at = '2026-01-01T00:00:00Z'

    await church.write((db) => db.updateTable('member').set({ archived_at }).where('id', '=', gone.id).execute())
    expect((await householdOf(head.id))?.members.map((member) => member.id)).toEqual([head.id])

    await church.write((db) => db.updateTable('household').set({ archived_at }).where('id', '=', id).execute())
    expect(await householdOf(head.id)).toBeNull()
  })
})

describe('a page of members with households and ministries', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN', { onRoll: false })
    const ids = Array.from({ length: 50 }, () => crypto.randomUUID())
    await church.write(async (db) => {
      const rows = ids.map((id, index) => ({ id, member_number: `T-${index}`, first_name: 'Ama', last_name: 'Mensah' }))
      await db.insertInto('member').values(rows).execute()
    })
    for (let at = 0; at < ids.length; at += 5) {
      const [head = '', ...children] = ids.slice(at, at + 5)
      await plantHousehold(church, { HEAD: [{ id: head }], CHILD: children.map((id) => ({ id })) })
      await plantMinistry(church, { LEADER: [head], MEMBER: children })
      await plantMinistry(church, { MEMBER: children })
    }
    // The church itself is looked up every 30 seconds only.
    await admin.api.send(RollWithFamilies, { first: 1 })
  })

  it.each([1, 5, 50])('of %i takes four statements', async (first) => {
    let shown = 0
    const statements = await statementsOf(async () => {
      const { data } = await admin.api.send(RollWithFamilies, { first })
      const nodes = data?.members.nodes ?? []
      shown = nodes.length
      expect(nodes.every(({ household }) => household?.members.length === 5)).toBe(true)
      expect(nodes.every(({ ministries }) => ministries.length > 0)).toBe(true)
    })

    expect(shown).toBe(first)
    expect(statements).toHaveLength(4)
  })
})
