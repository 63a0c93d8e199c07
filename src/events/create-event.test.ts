import { describe, expect, it } from 'vitest'
import { notificationList } from '../notifications/notification-list.queries.js'
import { isRefusal } from '../platform/refusal.js'
import { done } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { createEvent } from './create-event.js'
import { listEvents } from './list-events.js'

const world = await createWorld()

const harvest = { title: 'Harvest', startsAt: '2031-10-05T09:00:00.000Z', endsAt: '2031-10-05T12:00:00.000Z' }

/** Who creates an event is not told of it. */
const somebodyElse = { userId: crypto.randomUUID(), audiences: [], hidden: [] }

describe('createEvent', () => {
  it('schedules the event and tells the church of it, once', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    const event = await church.as(admin, async (ctx) => done(await createEvent(ctx, harvest)))

    const told = await church.as(admin, (ctx) => notificationList(ctx.db, somebodyElse, {}))
    expect(event).toMatchObject({ ...harvest, startsAt: '2031-10-05T09:00:00Z', endsAt: '2031-10-05T12:00:00Z' })
    expect(told.nodes).toMatchObject([{ sequence: '1', type: 'EVENT_CREATED', entityId: event.id }])
  })

  it('writes nothing and tells nobody when it refuses', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    const outcome = await church.as(admin, (ctx) => createEvent(ctx, { ...harvest, endsAt: harvest.startsAt }))

    expect(isRefusal(outcome)).toBe(true)
    await church.as(admin, async (ctx) => {
      expect((await listEvents(ctx, {})).nodes).toEqual([])
      expect((await notificationList(ctx.db, somebodyElse, {})).nodes).toEqual([])
    })
  })

  it('undoes the event when its notification cannot be written', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    const fails = async () => Promise.reject(new Error('the listener fails'))

    const attempt = church.as(admin, (ctx) => {
      return createEvent({ ...ctx, unit: { ...ctx.unit, answer: fails } }, harvest)
    })

    await expect(attempt).rejects.toThrow('the listener fails')
    expect(await church.as(admin, async (ctx) => (await listEvents(ctx, {})).nodes)).toEqual([])
  })

  it('tells nobody of an event that is over already', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    const past = { ...harvest, startsAt: '2001-10-05T09:00:00.000Z', endsAt: '2001-10-05T12:00:00.000Z' }

    await church.as(admin, async (ctx) => done(await createEvent(ctx, past)))

    const told = await church.as(admin, (ctx) => notificationList(ctx.db, somebodyElse, {}))
    expect(told.nodes).toEqual([])
  })

  it('numbers the notifications of events created at the same time without a gap', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    await Promise.all(
      Array.from({ length: 10 }, () => church.as(admin, async (ctx) => done(await createEvent(ctx, harvest)))),
    )

    const told = await church.as(admin, (ctx) => notificationList(ctx.db, somebodyElse, {}))
    expect(told.nodes.map(({ sequence }) => sequence).toReversed()).toEqual([...'123456789', '10'])
  })

  it('is not for a leader, whose right reaches only the own groups', async () => {
    const church = await world.church()
    const leader = await church.person('LEADER')

    const attempt = church.as(leader, (ctx) => createEvent(ctx, harvest))

    await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
