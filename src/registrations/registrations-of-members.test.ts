import { beforeEach, describe, expect, it } from 'vitest'
import { memberErased, membersGone, membersMerged } from '../members/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import { systemClock as clock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'
import type { Announced } from '../platform/outbox/announcement.js'
import { inTransaction } from '../platform/transaction.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { checkIn } from './check-in.js'
import { registerForEvent } from './register-for-event.js'

const world = await createWorld()
const day = '2026-11-27'

let church: ChurchWorld
let admin: Person
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
})

const register = (eventId: string, memberId: string, note: string | null = null) =>
  church.as(admin, async (ctx) => done(await registerForEvent(ctx, { eventId, memberId, note })))

/** Tells what an older domain tells, as it does: in a transaction of its own. */
const happens = (announced: Announced) =>
  church.as(admin, (ctx) =>
    inTransaction(ctx, async (ctx) => {
      ctx.audit(unaudited('a test'))
      ctx.announce(announced)
    }),
  )

const kept = () =>
  church.write((db) =>
    db
      .selectFrom('event_registration')
      .select(['member_id as memberId', 'status', 'note'])
      .orderBy('queue_no')
      .execute(),
  )

describe('registrations', () => {
  it('end when a member is gone, and who waits moves up', async () => {
    const [gone, next] = [await church.member(), await church.member()]
    const { id: eventId } = await church.event({ registration: 'OPTIONAL', capacity: 1 })
    await register(eventId, gone.id)
    await register(eventId, next.id)

    await happens(membersGone({ memberIds: [gone.id], day }))

    expect(await kept()).toMatchObject([
      { memberId: gone.id, status: 'CANCELLED' },
      { memberId: next.id, status: 'REGISTERED' },
    ])
  })

  it('keep no words of the erased', async () => {
    const { id } = await church.member()
    const { id: eventId } = await church.event({ registration: 'OPTIONAL' })
    await register(eventId, id, 'Call me on 024 111')

    await happens(memberErased({ memberId: id, userId: null, firstName: 'Ada', lastName: 'Okonkwo', emails: [] }))

    expect(await kept()).toMatchObject([{ memberId: id, note: null }])
  })

  it('move to the member that another is merged into, once for each occurrence', async () => {
    const [from, into] = [await church.member(), await church.member()]
    const [both, one] = [
      await church.event({ registration: 'OPTIONAL' }),
      await church.event({ registration: 'OPTIONAL' }),
    ]
    await register(both.id, from.id)
    await register(both.id, into.id)
    await register(one.id, from.id)

    await happens(membersMerged({ fromId: from.id, intoId: into.id, day }))

    const rows = await kept()
    expect(rows.map(({ memberId }) => memberId)).toEqual([into.id, into.id, into.id])
    expect(rows.map(({ status }) => status).toSorted()).toEqual(['CANCELLED', 'REGISTERED', 'REGISTERED'])
  })

  it.each([
    {
      does: 'gives the free place to who waits',
      capacity: 2,
      order: ['from', 'into', 'next'],
      placed: ['into', 'next'],
    },
    {
      does: 'keeps the place of one where the other waits',
      capacity: 1,
      order: ['from', 'into', 'next'],
      placed: ['into'],
    },
    { does: 'keeps the place of the other', capacity: 1, order: ['into', 'from', 'next'], placed: ['into'] },
  ] as const)('of two members who are one: $does', async ({ capacity, order, placed }) => {
    const [from, into, next] = [await church.member(), await church.member(), await church.member()]
    const people = { from: from.id, into: into.id, next: next.id }
    const { id: eventId } = await church.event({ registration: 'OPTIONAL', capacity })
    for (const who of order) await register(eventId, people[who])

    await happens(membersMerged({ fromId: from.id, intoId: into.id, day }))

    const places = (await kept()).filter(({ status }) => status === 'REGISTERED').map(({ memberId }) => memberId)
    expect(places.toSorted()).toEqual(placed.map((who) => people[who]).toSorted())
    expect((await kept()).filter(({ status }) => status === 'CANCELLED')).toHaveLength(1)
  })

  it('leave one record of who came when two who came are found to be one', async () => {
    const [from, into] = [await church.member(), await church.member()]
    const startsAt = addSeconds(clock.now(), -3600)
    const [both, one] = [await church.event({ startsAt }), await church.event({ startsAt })]
    for (const [event, member] of [
      [both, from],
      [both, into],
      [one, from],
    ] as const) {
      await church.as(admin, async (ctx) => done(await checkIn(ctx, { eventId: event.id, memberId: member.id })))
    }

    await happens(membersMerged({ fromId: from.id, intoId: into.id, day }))

    const rows = await church.write((db) => db.selectFrom('attendance_record').select('member_id').execute())
    expect(rows).toEqual([{ member_id: into.id }, { member_id: into.id }])
  })
})
