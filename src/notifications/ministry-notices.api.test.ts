import { beforeEach, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { listen } from '../testing/listener.js'
import { plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let leader: Person
let member: Person
let ministryId: string
beforeEach(async () => {
  church = await world.church()
  leader = await church.person('LEADER')
  member = await church.person('MEMBER')
  ministryId = await plantMinistry(church, { LEADER: [leader.memberId] }, { name: 'Ushers' })
})

async function act(by: Person, operation: string, input: string): Promise<void> {
  const { data } = await by.api.sendText(`mutation { ${operation}(input: { ${input} }) { errors { code } } }`)
  expect(data?.[operation]).toEqual({ errors: [] })
}

const join = () => act(member, 'joinMinistry', `ministryId: "${ministryId}"`)
const stay = () => `ministryId: "${ministryId}", memberId: "${member.memberId}"`

const told = async ({ api }: Person) => {
  const { data } = await api.sendText('{ notifications { nodes { type title message actionKind } } }')
  return (data as { notifications: { nodes: unknown[] } }).notifications.nodes
}

describe('a request to join a ministry', () => {
  it('reaches its leader live, and nobody else', async () => {
    const stranger = await church.person('LEADER')
    const [theirs, others] = [await listen(world.app, leader.api), await listen(world.app, stranger.api)]

    await join()
    await church.event()

    const types = (await theirs.has(2)).map(({ notification }) => notification?.type)
    expect(types).toEqual(['MINISTRY_JOIN_REQUESTED', 'EVENT_CREATED'])
    expect((await others.has(1)).map(({ notification }) => notification?.type)).toEqual(['EVENT_CREATED'])
    await Promise.all([theirs.close(), others.close()])
    expect(await told(leader)).toContainEqual({
      ...{ type: 'MINISTRY_JOIN_REQUESTED', title: 'Somebody asks to join: Ushers' },
      ...{ message: 'Let them in, or decline.', actionKind: 'ACTION_REQUIRED' },
    })
    expect(await told(member)).not.toContainEqual(expect.objectContaining({ type: 'MINISTRY_JOIN_REQUESTED' }))
  })

  it('tells who asked that they are in, and that they are not', async () => {
    await join()
    await act(leader, 'approveJoin', stay())
    expect(await told(member)).toMatchObject([{ type: 'MINISTRY_JOINED', title: 'Welcome: Ushers' }])

    await act(leader, 'removeMinistryMember', stay())
    expect(await told(member)).toMatchObject([
      { type: 'MINISTRY_REMOVED', message: 'Your stay in it was ended.' },
      { type: 'MINISTRY_JOINED' },
    ])

    await join()
    await act(leader, 'declineJoin', stay())
    expect(await told(member)).toMatchObject([
      { type: 'MINISTRY_REMOVED', message: 'Your request to join was declined.' },
      { type: 'MINISTRY_REMOVED' },
      { type: 'MINISTRY_JOINED' },
    ])
  })

  it('of a ministry that nobody leads is told to nobody, and waits', async () => {
    ministryId = await plantMinistry(church, {})

    await join()

    expect(await told(leader)).toEqual([])
  })
})

describe('the end of a ministry', () => {
  it('is told to everybody who was in it, and to nobody else', async () => {
    const [admin, stranger] = [await church.person('ADMIN'), await church.person('MEMBER')]
    await act(admin, 'addMinistryMember', stay())

    await act(admin, 'archiveMinistry', `id: "${ministryId}"`)

    const end = { type: 'MINISTRY_ARCHIVED', title: 'Has ended: Ushers' }
    expect(await told(leader)).toMatchObject([end])
    expect(await told(member)).toMatchObject([end, { type: 'MINISTRY_JOINED' }])
    expect(await told(stranger)).toEqual([])
  })

  it('of one that is empty is told to nobody', async () => {
    ministryId = await plantMinistry(church, {})

    await act(await church.person('ADMIN'), 'archiveMinistry', `id: "${ministryId}"`)

    expect(await told(leader)).toEqual([])
  })
})
