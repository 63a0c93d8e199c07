import { expect, it } from 'vitest'
import { statementsOf } from '../testing/count-statements.js'
import { plantRoll } from '../testing/plant-roll.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

it('sends as many statements for an event told to 500 members as for one told to five', async () => {
  const sentWith = async (members: number): Promise<readonly string[]> => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    // One in ten has an account, and hears of it.
    for (let account = 0; account < members / 10; account += 1) await church.person('MEMBER')
    await plantRoll(world.database, church, members)
    return church.as(admin, (ctx) => statementsOf(() => church.createEventIn(ctx, { title: 'Told to all' })))
  }

  const [few, many] = [await sentWith(5), await sentWith(500)]

  expect(few.some((text) => text.includes('"notification"'))).toBe(true)
  expect(many).toHaveLength(few.length)
})
