import { beforeEach, describe, expect, it } from 'vitest'
import type { SpokenAudience } from '../announcements/audience.js'
import { createAnnouncement } from '../announcements/create-announcement.js'
import { publishAnnouncement, withdrawAnnouncement } from '../announcements/publish-announcement.js'
import { cancelEvent } from '../events/cancel-event.js'
import { deleteEvent } from '../events/delete-event.js'
import { publishEvent } from '../events/publish-event.js'
import { updateEvent } from '../events/update-event.js'
import { cancelRegistration } from '../registrations/cancel-registration.js'
import { registerForEvent } from '../registrations/register-for-event.js'
import { listenToChanges as listen } from '../testing/change-listener.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
let member: Person
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
  member = await church.person('MEMBER')
})

type Heard = Awaited<ReturnType<typeof listen>>

/** What was heard beside resyncs, in order. */
const heardBy = ({ told }: Heard): readonly string[] =>
  told.flatMap(({ id, operation, resync }) => (resync ? [] : [`${operation} ${id}`]))

const roleOf = (key: 'LEADER'): Promise<string> =>
  church.write(async (db) => {
    const role = await db.selectFrom('role').select('id').where('key', '=', key).executeTakeFirstOrThrow()
    return role.id
  })

/** Changes something that everybody hears of, and waits until it was: nothing told before it is still on its way. */
async function settled(...listeners: readonly Heard[]): Promise<void> {
  const { id } = await church.event({ title: 'Heard by all' })
  for (const listener of listeners) await expect.poll(() => heardBy(listener).at(-1)).toBe(`CREATED ${id}`)
}

const as = <Outcome>(work: Parameters<typeof church.as<Outcome>>[1]) => church.as(admin, work)

describe('a change of an event', () => {
  it('is told to who sees it: when it is entered, changed, called off and deleted', async () => {
    const heard = await listen(member.api, 'EVENT')
    const [kept, gone] = [await church.event(), await church.event()]
    await as(async (ctx) => done(await updateEvent(ctx, { id: kept.id, title: 'Evensong' })))
    await as(async (ctx) => done(await cancelEvent(ctx, { id: kept.id })))
    await as(async (ctx) => done(await deleteEvent(ctx, { id: gone.id })))

    await settled(heard)
    const told = [`CREATED ${kept.id}`, `CREATED ${gone.id}`, `UPDATED ${kept.id}`, `UPDATED ${kept.id}`]
    expect(heardBy(heard).slice(0, -1)).toEqual([...told, `DELETED ${gone.id}`])
  })

  it('that is a draft is told to nobody else until it is published', async () => {
    const heard = await listen(member.api, 'EVENT')
    const { id } = await church.event({ isDraft: true })
    await as(async (ctx) => done(await updateEvent(ctx, { id, title: 'Not yet' })))
    await as(async (ctx) => done(await publishEvent(ctx, { id })))

    await settled(heard)
    expect(heardBy(heard).slice(0, -1)).toEqual([`UPDATED ${id}`])
  })

  it('for leaders is told to leaders, and that it is theirs alone to who saw it before', async () => {
    const leader = await church.person('LEADER')
    const [heard, led] = [await listen(member.api, 'EVENT'), await listen(leader.api, 'EVENT')]
    const { id } = await church.event({ visibility: 'LEADERS' })
    const { id: narrowed } = await church.event()
    await as(async (ctx) => done(await updateEvent(ctx, { id: narrowed, visibility: 'LEADERS' })))
    await as(async (ctx) => done(await updateEvent(ctx, { id: narrowed, title: 'Closed' })))

    await settled(heard, led)
    expect(heardBy(heard).slice(0, -1)).toEqual([`CREATED ${narrowed}`, `UPDATED ${narrowed}`])
    const rest = [`CREATED ${narrowed}`, `UPDATED ${narrowed}`, `UPDATED ${narrowed}`]
    expect(heardBy(led).slice(0, -1)).toEqual([`CREATED ${id}`, ...rest])
  })

  it('of a ministry is told to who is in it, as long as they are', async () => {
    const singer = await church.person('MEMBER')
    const ministryId = await church.ministry([singer.memberId ?? ''])
    const [heard, sung] = [await listen(member.api, 'EVENT'), await listen(singer.api, 'EVENT')]
    const { id } = await church.event({ visibility: 'MINISTRY', ministryId })
    await settled(heard, sung)
    expect([heardBy(heard).length, heardBy(sung)[0]]).toEqual([1, `CREATED ${id}`])

    await church.write((db) =>
      db
        .updateTable('ministry_membership')
        .set({ status: 'INACTIVE', left_at: '2031-01-01T00:00:00Z' })
        .where('member_id', '=', singer.memberId ?? '')
        .execute(),
    )
    const before = heardBy(sung).length
    await expect
      .poll(async () => {
        const seen = heardBy(sung).length
        await as(async (ctx) => done(await updateEvent(ctx, { id, title: crypto.randomUUID() })))
        await settled(sung)
        return heardBy(sung).length - seen
      })
      .toBe(1)
    expect(heardBy(sung).length).toBeGreaterThan(before)
  })
})

describe('a change of an announcement', () => {
  it('is told to whom it is for, once they see it, and when they see it no more', async () => {
    const [leader, singer] = [await church.person('LEADER'), await church.person('MEMBER')]
    const ministryId = await church.ministry([singer.memberId ?? ''])
    const kinds = 'ANNOUNCEMENT, EVENT'
    const people = [member, leader, singer]
    const all = await Promise.all(people.map(({ api }) => listen(api, kinds)))
    const publish = async (audience: SpokenAudience): Promise<string> => {
      const { id } = await as(async (ctx) =>
        done(await createAnnouncement(ctx, { title: 'News', body: 'Of us.', audience })),
      )
      await as(async (ctx) => done(await publishAnnouncement(ctx, { id })))
      return id
    }
    const toAll = await publish({ kind: 'CHURCH' })
    const toLeaders = await publish({ kind: 'LEADERS' })
    const toRole = await publish({ kind: 'ROLE', ids: [await roleOf('LEADER')] })
    const toChoir = await publish({ kind: 'MINISTRY', ids: [ministryId] })
    const toOne = await publish({ kind: 'MEMBER', ids: [member.memberId ?? ''] })
    await as(async (ctx) => done(await withdrawAnnouncement(ctx, { id: toAll })))

    await settled(...all)
    const updated = (...ids: readonly string[]) => ids.map((id) => `UPDATED ${id}`)
    expect(all.map((heard) => heardBy(heard).slice(0, -1))).toEqual([
      updated(toAll, toOne, toAll),
      updated(toAll, toLeaders, toRole, toAll),
      updated(toAll, toChoir, toAll),
    ])
  })
})

describe('a change of a registration', () => {
  it('is told to whose it is, also when others make it, and to no other member', async () => {
    const other = await church.person('MEMBER')
    const kinds = 'EVENT_REGISTRATION, EVENT'
    const [heard, unheard] = [await listen(member.api, kinds), await listen(other.api, kinds)]
    const { id: eventId } = await church.event({ registration: 'OPTIONAL' })
    const { memberId } = member
    const { id } = await as(async (ctx) => done(await registerForEvent(ctx, { eventId, memberId })))
    await as(async (ctx) => done(await cancelRegistration(ctx, { id })))

    await settled(heard, unheard)
    expect(heardBy(heard).slice(0, -1)).toEqual([`CREATED ${eventId}`, `CREATED ${id}`, `UPDATED ${id}`])
    expect(heardBy(unheard).slice(0, -1)).toEqual([`CREATED ${eventId}`])
  })
})
