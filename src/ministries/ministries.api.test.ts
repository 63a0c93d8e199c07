import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const MinistriesOf = graphql(`
  query MinistriesOf($id: ID!) {
    member(id: $id) {
      ministries {
        id
        name
        description
        category
        meetingSchedule
        location
      }
    }
  }
`)

describe('the ministries of a member', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN', { onRoll: false })
  })

  const ministriesOf = async (id: string) => (await admin.api.send(MinistriesOf, { id })).data?.member?.ministries
  const namesOf = async (id: string) => (await ministriesOf(id))?.map(({ name }) => name)

  it('are none for who is in none', async () => {
    const { id } = await church.member()

    expect(await ministriesOf(id)).toEqual([])
  })

  it('come by name, whatever the member is in them', async () => {
    const { id } = await church.member()
    await plantMinistry(church, { MEMBER: [id] }, { name: 'Ushers' })
    await plantMinistry(church, { LEADER: [id] }, { name: 'Bell ringers' })
    await plantMinistry(church, { ASSISTANT: [id] }, { name: 'Choir' })

    expect(await namesOf(id)).toEqual(['Bell ringers', 'Choir', 'Ushers'])
  })

  it('tell what they are', async () => {
    const { id } = await church.member()
    const ministry = await plantMinistry(church, { MEMBER: [id] }, { name: 'Gospel choir' })
    await church.write((db) =>
      db
        .updateTable('ministry')
        .set({ description: 'We sing.', meeting_schedule: 'Fridays', location: 'Hall' })
        .where('id', '=', ministry)
        .execute(),
    )

    expect(await ministriesOf(id)).toEqual([
      {
        ...{ id: ministry, name: 'Gospel choir', description: 'We sing.', category: 'WORSHIP' },
        ...{ meetingSchedule: 'Fridays', location: 'Hall' },
      },
    ])
  })

  it('are those the member is active in', async () => {
    const { id } = await church.member()
    await plantMinistry(church, { MEMBER: [id] }, { status: 'PENDING' })
    await plantMinistry(church, { MEMBER: [id] }, { status: 'INACTIVE' })
    await plantMinistry(church, { MEMBER: [id] }, { name: 'Sextons' })

    expect(await namesOf(id)).toEqual(['Sextons'])
  })

  it('leave out archived ones', async () => {
    const { id } = await church.member()
    const ministry = await plantMinistry(church, { MEMBER: [id] })

    await church.write((db) =>
      db.updateTable('ministry').set({ archived_at: '2026-01-01T00:00:00Z' }).where('id', '=', ministry).execute(),
    )

    expect(await ministriesOf(id)).toEqual([])
  })
})
