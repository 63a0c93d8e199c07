import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isRefusal, type Refusal } from '../platform/refusal.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { addMinistryMember } from './add-ministry-member.js'
import { createMinistry } from './create-ministry.js'
import { approveJoin } from './decide-join.js'
import { joinMinistry } from './join-ministry.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
let ministryId: string
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
})

beforeEach(async () => {
  const input = { name: `Choir ${crypto.randomUUID()}`, category: 'WORSHIP' as const, capacity: 3 }
  ministryId = await church.as(admin, async (ctx) => done(await createMinistry(ctx, input)).id)
  for (let taken = 0; taken < 2; taken += 1) {
    const { id: memberId } = await church.member()
    await church.as(admin, async (ctx) => done(await addMinistryMember(ctx, { ministryId, memberId })))
  }
})

const active = () =>
  church.write(async (db) => {
    const rows = await db
      .selectFrom('ministry_membership')
      .select('id')
      .where('ministry_id', '=', ministryId)
      .where('status', '=', 'ACTIVE')
      .execute()
    return rows.length
  })

const codes = (outcomes: readonly (object | Refusal)[]) =>
  outcomes.map((outcome) => (isRefusal(outcome) ? outcome.errors[0].code : 'done')).toSorted()

const oneGetsIn = [...Array.from({ length: 9 }, () => 'MINISTRY_FULL'), 'done']

describe('the last place of a ministry', () => {
  it('is given to one of ten who are put in at once', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => church.member()))

    const outcomes = await church.race(admin, (ctx, racer) =>
      addMinistryMember(ctx, { ministryId, memberId: people[racer]?.id ?? '' }),
    )

    expect(codes(outcomes)).toEqual(oneGetsIn)
    expect(await active()).toBe(3)
  })

  it('is given to one of ten requests that are approved at once', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => church.member()))
    const waiting = { ministry_id: ministryId, status: 'PENDING' as const }
    const rows = people.map(({ id }) => ({ ...waiting, id: crypto.randomUUID(), member_id: id }))
    await church.write((db) => db.insertInto('ministry_membership').values(rows).execute())

    const outcomes = await church.race(admin, (ctx, racer) =>
      approveJoin(ctx, { ministryId, memberId: people[racer]?.id ?? '' }),
    )

    expect(codes(outcomes)).toEqual(oneGetsIn)
    expect(await active()).toBe(3)
  })

  it('is taken once by who asks ten times at once', async () => {
    const person = await church.person('MEMBER')
    await church.write((db) =>
      db.updateTable('ministry').set({ join_policy: 'OPEN' }).where('id', '=', ministryId).execute(),
    )

    const outcomes = await church.race(person, (ctx) => joinMinistry(ctx, { ministryId }))

    expect(codes(outcomes)).toEqual([...Array.from({ length: 9 }, () => 'NOT_ALLOWED_NOW'), 'done'])
  })
})
