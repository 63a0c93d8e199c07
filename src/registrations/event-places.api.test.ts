import { describe, expect, it } from 'vitest'
import { statementsOf } from '../testing/count-statements.js'
import { plantRegistration } from '../testing/plant-registration.js'
import { Places } from '../testing/registration-desk.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

describe('what an event says of its places', () => {
  it('costs the same statements for one event as for ten', async () => {
    const few = await world.church()
    const viewer = await few.person('MEMBER')
    const staff = await few.person('ADMIN', { onRoll: false })
    const eventWith = async () => {
      const { id: eventId } = await few.event({ registration: 'OPTIONAL', capacity: 5 })
      await plantRegistration(few, staff, { eventId, memberId: viewer.memberId ?? '' })
      await plantRegistration(few, staff, { eventId })
    }
    await eventWith()
    await viewer.api.send(Places, { first: 50 })
    const one = await statementsOf(() => viewer.api.send(Places, { first: 50 }))
    for (let events = 0; events < 9; events += 1) await eventWith()

    const { data } = await viewer.api.send(Places, { first: 50 })
    const ten = await statementsOf(() => viewer.api.send(Places, { first: 50 }))

    expect(ten).toHaveLength(one.length)
    expect(data?.events.nodes).toHaveLength(10)
    expect(data?.events.nodes[7]).toMatchObject({
      ...{ registeredCount: 2, waitlistCount: 0, placesLeft: 3 },
      myRegistration: { status: 'REGISTERED', memberName: 'Ama Mensah' },
    })
  })

  it('tells who is not signed in what is left, and not who comes', async () => {
    const public_ = await world.church()
    await public_.event({ visibility: 'PUBLIC', registration: 'OPTIONAL', capacity: 5 })

    const { data } = await public_.stranger.send(Places, { first: 5 })

    expect(data?.events.nodes).toMatchObject([
      { registeredCount: null, waitlistCount: null, placesLeft: 5, myRegistration: null },
    ])
  })
})
