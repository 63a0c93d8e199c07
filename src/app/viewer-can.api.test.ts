import { beforeAll, describe, expect, it } from 'vitest'
import type { SystemRole } from '../access/index.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { statementsOf } from '../testing/count-statements.js'
import { plantAnnouncement } from '../testing/plant-announcement.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld({ clock: { now: () => '2031-03-02T10:00:00Z' } })

let church: ChurchWorld
beforeAll(async () => {
  church = await world.church()
  await church.event()
  await church.member()
  await plantAnnouncement(church, 'Harvest')
})

const ask = `{
  church { viewerCan { update readMembers createMember createEvent readUsers readRoles manageRoles } }
  events { nodes { viewerCan { update cancel } } }
  announcements { nodes { viewerCan { update delete duplicate publish schedule pin withdraw } } }
  viewer { member { viewerCan { readPersonal update archive linkUser } } }
}`

/** The names of everything that is true somewhere in an answer. */
const granted = (data: unknown): string[] => {
  const found: string[] = []
  JSON.stringify(data, (key, value: unknown) => {
    if (value === true) found.push(key)
    return value
  })
  return found
}

const buttons: Readonly<Record<SystemRole, readonly string[]>> = {
  ADMIN: [
    ...['update', 'readMembers', 'createMember', 'createEvent', 'readUsers', 'readRoles', 'manageRoles'],
    ...['update', 'cancel', 'duplicate', 'pin', 'withdraw'],
  ],
  PASTOR: [
    ...['readMembers', 'createMember', 'createEvent', 'readRoles', 'update', 'cancel', 'duplicate'],
    ...['pin', 'withdraw'],
    ...['readPersonal', 'update'],
  ],
  TREASURER: ['readMembers', 'readPersonal'],
  SECRETARY: [
    ...['readMembers', 'createMember', 'createEvent', 'readUsers', 'update', 'cancel', 'duplicate'],
    ...['pin', 'withdraw'],
    ...['readPersonal', 'update', 'archive'],
  ],
  LEADER: ['readMembers', 'readPersonal'],
  MEMBER: ['readPersonal'],
}

describe('viewerCan', () => {
  it.each(Object.entries(buttons))('shows %s the right buttons', async (role, expected) => {
    // The keys above are the six roles.
    const { api } = await church.person(role as SystemRole)

    const { data, errors } = await api.sendText(ask)

    expect(errors).toEqual([])
    expect(granted(data)).toEqual(expected)
  })

  it('asks the database nothing, however long the list', async () => {
    const secretary: Person = await church.person('SECRETARY')
    const list = (fields: string) =>
      statementsOf(() => secretary.api.sendText(`{ members { nodes { id ${fields} } } }`))
    await list('')

    const [without, withButtons] = [await list(''), await list('viewerCan { readPersonal update archive linkUser }')]

    expect(withButtons).toHaveLength(without.length)
  })

  it('offers no event while events are switched off', async () => {
    const own = await world.church()
    const { api } = await own.person('ADMIN')
    await world.database.owner.query(
      `insert into control.church_feature (church_id, feature, enabled) values ($1, 'events', false)`,
      [own.church.id],
    )
    world.app.catalogue.forget(null)

    const { data } = await api.sendText('{ church { viewerCan { createEvent createMember } } }')

    expect(data).toEqual({ church: { viewerCan: { createEvent: false, createMember: true } } })
  })
})
