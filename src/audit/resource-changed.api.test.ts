import { beforeEach, describe, expect, it } from 'vitest'
import { listenToChanges as listen, resync } from '../testing/change-listener.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
})

const create = (firstName: string): Promise<string> =>
  admin.api
    .sendText(`mutation { createMember(input: { firstName: "${firstName}", lastName: "Mensah" }) { member { id } } }`)
    .then(({ data }) => (data as { createMember: { member: { id: string } } }).createMember.member.id)

const ofMember = (id: string): unknown => expect.objectContaining({ kind: 'MEMBER', id, resync: false })

describe('changes', () => {
  it('are told after a resync to who may read the whole roll, and of no kind that was not asked for', async () => {
    const [pastor, elsewhere] = [await church.person('PASTOR'), await church.person('ADMIN')]
    const [heard, other] = [await listen(pastor.api, 'MEMBER'), await listen(elsewhere.api, 'ROLE, HOUSEHOLD')]

    const id = await create('Esi')

    await expect.poll(() => heard.told).toEqual([resync, ofMember(id)])
    expect(other.told).toEqual([resync])
  })

  it('of others are told neither to members nor to leaders, and those of one’s own are', async () => {
    const [member, leader] = [await church.person('MEMBER'), await church.person('LEADER')]
    const [own, led] = [await listen(member.api, 'MEMBER, EVENT'), await listen(leader.api, 'MEMBER')]
    await create('Esi')

    const { memberId } = member
    await member.api.sendText('mutation { updateMyProfile(input: { phone: "+233244123456" }) { errors { code } } }')

    await expect.poll(() => own.told).toEqual([resync, ofMember(memberId ?? '')])
    expect(led.told).toEqual([resync])
  })

  it('of another church reach nobody here', async () => {
    const neighbour = await (await world.church()).person('ADMIN')
    const [there, here] = [await listen(neighbour.api, 'MEMBER'), await listen(admin.api, 'MEMBER')]

    const id = await create('Esi')

    await expect.poll(() => here.told).toEqual([resync, ofMember(id)])
    expect(there.told).toEqual([resync])
  })

  it('that are undone are told to nobody', async () => {
    const heard = await listen(admin.api, 'MEMBER')
    await admin.api.sendText('mutation { createMember(input: { firstName: "", lastName: "" }) { errors { code } } }')

    const id = await create('Esi')

    await expect.poll(() => heard.told).toEqual([resync, ofMember(id)])
  })
})
