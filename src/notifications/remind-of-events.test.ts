import { beforeEach, describe, expect, it } from 'vitest'
import { openLobby } from '../app/open-lobby.js'
import { cancelEvent } from '../events/cancel-event.js'
import { updateEvent } from '../events/update-event.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import { addSeconds } from '../platform/instant.js'
import { inTransaction } from '../platform/transaction.js'
import { cancelRegistration } from '../registrations/cancel-registration.js'
import { registerForEvent } from '../registrations/register-for-event.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { eventually } from '../testing/eventually.js'
import { movableClock } from '../testing/movable-clock.js'
import { plantRegistration } from '../testing/plant-registration.js'
import { createWorld } from '../testing/world.js'
import { findDueReminders, remindOfEvents } from './remind-of-events.js'

const clock = movableClock()
const world = await createWorld({ clock })
const hour = 3600

let church: ChurchWorld
let admin: Person
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
})

const attempt = { id: 'a test', number: 1, isLast: false }
const remind = () => church.as(admin, (ctx) => remindOfEvents.run(ctx, {}, attempt))
const inHours = (hours: number) => addSeconds(clock.now(), hours * hour)
const eventIn = (hours: number, described = {}) =>
  church.event({ registration: 'OPTIONAL', startsAt: inHours(hours), ...described })
const told = () =>
  church.write((db) =>
    db.selectFrom('notification').selectAll().where('type', '=', 'EVENT_REMINDER').orderBy('seq').execute(),
  )
const toldAbout = async () => (await told()).map(({ entity_id: id }) => id)

describe('the reminder of an event', () => {
  it('goes to who has a place, once, as many hours before the start as the church says', async () => {
    await church.write((db) => db.updateTable('church_settings').set({ reminder_hours: 3 }).execute())
    const event = await eventIn(4, { capacity: 2, location: 'Chapel' })
    const first = await plantRegistration(church, admin, { eventId: event.id })
    const second = await plantRegistration(church, admin, { eventId: event.id })
    await plantRegistration(church, admin, { eventId: event.id })

    await remind()
    const early = await told()
    clock.forward(hour)
    await remind()
    await remind()

    expect(early).toEqual([])
    const [notice, ...more] = await told()
    expect(more).toEqual([])
    expect(notice).toMatchObject({
      ...{ category: 'EVENT_REMINDER', action_kind: 'REMINDER', title: `Soon: ${event.title}` },
      ...{ audience_kind: 'MEMBER', entity: 'event', entity_id: event.id },
      message: expect.stringContaining('Chapel') as string,
    })
    expect(Date.parse(notice?.expires_at ?? '')).toBe(Date.parse(event.endsAt))
    expect(notice?.audience_ids.toSorted()).toEqual([first.memberId, second.memberId].toSorted())
  })

  it('is late rather than never while the event has not started, and never comes afterwards', async () => {
    const [soon, past] = [await eventIn(48), await eventIn(47)]
    for (const { id } of [soon, past]) await plantRegistration(church, admin, { eventId: id })

    clock.forward(48 * hour - 60)
    admin = await church.person('ADMIN', { onRoll: false })
    await remind()

    expect(await toldAbout()).toEqual([soon.id])
  })

  it('is not sent for what was called off, nor to whose registration was cancelled', async () => {
    const [off, left] = [await eventIn(5), await eventIn(6)]
    await plantRegistration(church, admin, { eventId: off.id })
    const { id } = await plantRegistration(church, admin, { eventId: left.id })
    await church.as(admin, async (ctx) => done(await cancelEvent(ctx, { id: off.id })))
    await church.as(admin, async (ctx) => done(await cancelRegistration(ctx, { id })))

    await remind()

    expect(await told()).toEqual([])
  })

  it('is of each occurrence of a series, and not of the one that is called off', async () => {
    const startsAt = inHours(2)
    const { id } = await eventIn(2, { rrule: 'FREQ=DAILY;COUNT=3' })
    const { id: memberId } = await church.member()
    const days = [0, 1, 2].map((day) => addSeconds(startsAt, day * 24 * hour))
    for (const occurrenceAt of days) {
      await church.as(admin, async (ctx) => done(await registerForEvent(ctx, { eventId: id, memberId, occurrenceAt })))
    }
    const off = { id, scope: 'THIS' as const, occurrenceAt: days[1] ?? '' }
    await church.as(admin, async (ctx) => done(await cancelEvent(ctx, off)))
    await church.write((db) => db.updateTable('church_settings').set({ reminder_hours: 72 }).execute())

    await remind()

    expect((await told()).map(({ expires_at: end }) => Date.parse(end ?? ''))).toEqual(
      [days[0], days[2]].map((start) => Date.parse(start ?? '') + 2 * hour * 1000),
    )
  })

  it('comes anew when the event was put off, at its new time', async () => {
    const { id } = await eventIn(5)
    await plantRegistration(church, admin, { eventId: id })
    await remind()
    const change = { id, startsAt: inHours(30), endsAt: inHours(31) }
    await church.as(admin, async (ctx) => done(await updateEvent(ctx, change)))

    await remind()
    const before = await toldAbout()
    clock.forward(7 * hour)
    admin = await church.person('ADMIN', { onRoll: false })
    await remind()

    expect([before, await toldAbout()]).toEqual([[id], [id, id]])
  })

  it('is not sent while the church has no events', async () => {
    const { id } = await eventIn(5)
    await plantRegistration(church, admin, { eventId: id })
    const without = async (features: ReadonlySet<never>) =>
      church.as(admin, (ctx) => remindOfEvents.run({ ...ctx, church: { ...ctx.church, features } }, {}, attempt))

    await without(new Set())

    expect(await told()).toEqual([])
  })

  it('is sent once by ten workers at once', async () => {
    const events = [await eventIn(3), await eventIn(4)]
    for (const { id } of events) await plantRegistration(church, admin, { eventId: id })

    await church.race(admin, (ctx) => remindOfEvents.run(ctx, {}, attempt))

    expect((await toldAbout()).toSorted()).toEqual(events.map(({ id }) => id).toSorted())
  })

  it('never follows the cancellation of whom it names', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id: eventId } = await eventIn(3)
      const { id } = await plantRegistration(church, admin, { eventId })

      await church.race(admin, async (ctx, racer) => {
        if (racer === 0) await cancelRegistration(ctx, { id })
        else await remindOfEvents.run(ctx, {}, attempt)
      })

      const notices = await church.write((db) =>
        db.selectFrom('notification').select('type').where('entity_id', '=', eventId).orderBy('seq').execute(),
      )
      const types = notices.map(({ type }) => type)
      expect(types.at(-1)).toBe('REGISTRATION_CANCELLED')
    }
  })

  it('is not lost with the transaction that was telling it', async () => {
    const { id } = await eventIn(3)
    await plantRegistration(church, admin, { eventId: id })
    const dying = church.as(admin, (ctx) =>
      inTransaction(ctx, async (inner) => {
        inner.audit(unaudited('a test'))
        await remindOfEvents.run({ ...ctx, ...inner }, {}, attempt)
        throw new Error('killed')
      }),
    )
    await expect(dying).rejects.toThrow('killed')

    await remind()

    expect(await toldAbout()).toEqual([id])
  })
})

describe('the sweep', () => {
  it('has a church reminded whose events are near', async () => {
    await world.startJobs()
    const { id } = await eventIn(5)
    await plantRegistration(church, admin, { eventId: id })
    const { parts, catalogue } = world.app
    const origin = { requestId: 'sweep', ip: null, userAgent: null }

    await findDueReminders.run(
      openLobby(parts, { catalogue, origin, caller: { superAdmin: null, refusedToken: null } }),
    )

    await eventually(toldAbout).toEqual([id])
  })
})
