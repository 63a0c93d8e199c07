import { expect, it } from 'vitest'
import { isRefusal } from '../platform/refusal.js'
import { plantHousehold } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'
import { addHouseholdMember, moveHouseholdMember } from './move-member.js'

const world = await createWorld()

it('ten moves of one member at once leave them in one household, with the history of those that were done', async () => {
  const church = await world.church()
  const admin = await church.person('ADMIN', { onRoll: false })
  const mover = await church.member()
  await plantHousehold(church, { HEAD: [await church.member()], OTHER: [mover] })
  const targets: string[] = []
  for (let made = 0; made < 10; made += 1) targets.push(await plantHousehold(church, { HEAD: [await church.member()] }))

  const outcomes = await church.race(admin, (ctx, racer) =>
    moveHouseholdMember(ctx, { memberId: mover.id, householdId: targets[racer] ?? '', relation: 'OTHER' }),
  )

  expect(outcomes.filter(isRefusal)).toEqual([])
  const stays = await church.write((db) =>
    db.selectFrom('household_member').select('until_on').where('member_id', '=', mover.id).execute(),
  )
  expect(stays).toHaveLength(11)
  expect(stays.filter((stay) => stay.until_on === null)).toHaveLength(1)
})

it('who is put into ten households at once lives in one of them', async () => {
  const church = await world.church()
  const admin = await church.person('ADMIN', { onRoll: false })
  const { id: memberId } = await church.member()
  const targets: string[] = []
  for (let made = 0; made < 10; made += 1) targets.push(await plantHousehold(church, { HEAD: [await church.member()] }))

  const outcomes = await church.race(admin, (ctx, racer) =>
    addHouseholdMember(ctx, { memberId, householdId: targets[racer] ?? '', relation: 'OTHER' }),
  )

  expect(outcomes.filter((outcome) => !isRefusal(outcome))).toHaveLength(1)
})
