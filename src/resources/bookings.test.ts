import { describe, expect, it } from 'vitest'
import { cancelEvent } from '../events/cancel-event.js'
import { deleteEvent } from '../events/delete-event.js'
import type { Event } from '../events/index.js'
import { updateEvent } from '../events/update-event.js'
import { isRefusal, type Refusal } from '../platform/refusal.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { plantBooking, plantResource } from '../testing/plant-booking.js'
import { createWorld } from '../testing/world.js'
import { archiveResource } from './archive-resource.js'
import { bookResource, type BookResource } from './book-resource.js'
import { bookingList } from './booking-list.queries.js'
import { cancelBooking } from './cancel-booking.js'

const world = await createWorld()

const weekly = {
  ...{ title: 'Service', startsAt: '2031-03-02T09:00:00Z', endsAt: '2031-03-02T11:00:00Z', timeZone: 'Africa/Accra' },
  rrule: 'FREQ=WEEKLY;COUNT=4',
}
const third = '2031-03-16T09:00:00Z'

interface Stage {
  readonly church: ChurchWorld
  readonly admin: Person
  readonly event: Event
  readonly resourceId: string
}

async function stage(described: Parameters<ChurchWorld['event']>[0] = weekly): Promise<Stage> {
  const church = await world.church()
  const [admin, event] = [await church.person('ADMIN'), await church.event(described)]
  return { church, admin, event, resourceId: await plantResource(church, 'Hall') }
}

const book = ({ church, admin, event, resourceId }: Stage, input: Partial<BookResource> = {}) =>
  church.as(admin, (ctx) => bookResource(ctx, { eventId: event.id, resourceId, ...input }))

const update = ({ church, admin, event }: Stage, input: Omit<Parameters<typeof updateEvent>[1], 'id'>) =>
  church.as(admin, (ctx) => updateEvent(ctx, { id: event.id, ...input }))

/** When the rooms of the church are taken. */
const taken = ({ church, admin }: Stage): Promise<readonly string[]> =>
  church.as(admin, async (ctx) => {
    const { nodes } = await bookingList(ctx.db, { first: 100 })
    return nodes.map(({ startsAt, endsAt }) => `${startsAt.slice(5, 16)} ${endsAt.slice(11, 16)}`)
  })

const codes = (outcome: Refusal | object): readonly string[] =>
  isRefusal<Refusal | object>(outcome) ? outcome.errors.map(({ code }) => code) : []

describe('a race for a room', () => {
  it('is won by one of ten', async () => {
    const staged = await stage()
    const { church, admin, resourceId } = staged
    const events = await Promise.all(Array.from({ length: 10 }, () => church.event({ title: 'Same time' })))

    const outcomes = await church.race(admin, (ctx, racer) =>
      bookResource(ctx, { eventId: events[racer]?.id ?? '', resourceId }),
    )

    expect(outcomes.filter((outcome) => !isRefusal(outcome))).toHaveLength(1)
    expect(outcomes.flatMap(codes)).toEqual(Array.from({ length: 9 }, () => 'RESOURCE_TAKEN'))
    expect(await taken(staged)).toHaveLength(1)
  })

  it('is decided by the database, whatever is asked before', async () => {
    const { church, event, resourceId } = await stage()
    const other = await church.event(weekly)
    const row = (eventId: string, startsAt: string, endsAt: string) => ({
      ...{ id: crypto.randomUUID(), resource_id: resourceId, event_id: eventId, booked_by: eventId },
      ...{ occurrence_at: startsAt, starts_at: startsAt, ends_at: endsAt },
    })
    const add = (values: ReturnType<typeof row>) =>
      church.write((db) => db.insertInto('booking').values(values).execute())

    await add(row(event.id, '2031-03-02T09:00:00Z', '2031-03-02T11:00:00Z'))

    const overlapping = add(row(other.id, '2031-03-02T10:59:00Z', '2031-03-02T12:00:00Z'))
    await expect(overlapping).rejects.toMatchObject({ code: '23P01', constraint: 'booking_one_at_a_time' })
    await add(row(other.id, '2031-03-02T11:00:00Z', '2031-03-02T12:00:00Z'))
  })
})

describe('booking a room', () => {
  it('keeps it for every coming occurrence, with the time for setting up and clearing away', async () => {
    const staged = await stage()

    const bookings = done(await book(staged, { from: '2031-03-02T08:00:00Z', until: '2031-03-02T11:30:00Z' }))

    expect(bookings).toHaveLength(4)
    expect(await taken(staged)).toEqual([
      '03-02T08:00 11:30',
      '03-09T08:00 11:30',
      '03-16T08:00 11:30',
      '03-23T08:00 11:30',
    ])
  })

  it('books nothing when one occurrence finds the room taken, and tells by what', async () => {
    const staged = await stage()
    const feast = await staged.church.event({ title: 'Feast', startsAt: third })
    done(await book(staged, { eventId: feast.id }))

    const refused = await book(staged)

    const at = { from: '2031-03-16T09:00:00Z', until: '2031-03-16T11:00:00Z' }
    expect(refused).toMatchObject({
      errors: [
        {
          ...{ code: 'RESOURCE_TAKEN', path: ['resourceId'] },
          params: { ...at, resourceId: staged.resourceId, event: 'Feast', eventId: feast.id },
        },
      ],
    })
    expect(await taken(staged)).toEqual(['03-16T09:00 11:00'])
    expect(done(await book(staged, { occurrenceAt: weekly.startsAt }))).toHaveLength(1)
  })

  it('does not tell whoever may not see it what the room is taken by', async () => {
    const staged = await stage()
    const { church, resourceId } = staged
    const leader = await church.person('LEADER')
    const hidden = await church.event({ ...weekly, ministryId: await church.ministry(), visibility: 'MINISTRY' })
    const own = await church.event({ ...weekly, ministryId: await church.ministry([leader.memberId ?? '']) })
    done(await book(staged, { eventId: hidden.id }))

    const refused = await church.as(leader, (ctx) => bookResource(ctx, { eventId: own.id, resourceId }))

    const params = { resourceId, from: '2031-03-02T09:00:00Z', until: '2031-03-02T11:00:00Z' }
    expect(isRefusal(refused) && refused.errors[0].params).toEqual(params)
  })

  it('is refused for drafts, what is over or called off, archived rooms and margins of more than a day', async () => {
    const staged = await stage()
    const { church, admin, event, resourceId } = staged
    const draft = await church.event({ isDraft: true })
    const over = await church.event({ startsAt: '2001-01-01T00:00:00Z' })

    expect(codes(await book(staged, { eventId: draft.id }))).toEqual(['NOT_ALLOWED_NOW'])
    expect(codes(await book(staged, { eventId: over.id }))).toEqual(['NOT_ALLOWED_NOW'])
    expect(codes(await book(staged, { occurrenceAt: '2031-03-03T09:00:00Z' }))).toEqual(['NOT_FOUND'])
    const wrong = { from: '2031-03-01T08:59:59Z', until: '2031-03-02T10:00:00Z' }
    expect(codes(await book(staged, wrong))).toEqual(['INVALID', 'INVALID'])
    done(await church.as(admin, (ctx) => archiveResource(ctx, { id: resourceId })))
    expect(codes(await book(staged))).toEqual(['NOT_ALLOWED_NOW'])
    done(await church.as(admin, (ctx) => cancelEvent(ctx, { id: event.id })))
    expect(codes(await book(staged))).toEqual(['NOT_ALLOWED_NOW'])
  })
})

describe('a booking', () => {
  it('moves along with one occurrence, with a whole series by a day, and into the second half of a split one', async () => {
    const staged = await stage({ ...weekly, rrule: 'FREQ=DAILY;COUNT=4', endsAt: '2031-03-03T08:00:00Z' })
    done(await book(staged, { until: '2031-03-03T09:00:00Z' }))

    const days = { startsAt: '2031-03-03T09:00:00Z' }
    done(await update(staged, days))
    expect(await taken(staged)).toEqual([
      '03-03T09:00 09:00',
      '03-04T09:00 09:00',
      '03-05T09:00 09:00',
      '03-06T09:00 09:00',
    ])

    done(
      await update(staged, { scope: 'THIS', occurrenceAt: '2031-03-06T09:00:00Z', startsAt: '2031-04-01T09:00:00Z' }),
    )
    expect((await taken(staged)).at(-1)).toBe('04-01T09:00 09:00')

    const later = { scope: 'FOLLOWING' as const, occurrenceAt: '2031-03-05T09:00:00Z', endsAt: '2031-03-05T10:00:00Z' }
    const second = done(await update(staged, later))
    const { nodes } = await staged.church.as(staged.admin, (ctx) => bookingList(ctx.db, {}))
    expect(nodes.map(({ eventId }) => eventId === second.id)).toEqual([false, false, true, true])
    expect(await taken(staged)).toEqual([
      '03-03T09:00 09:00',
      '03-04T09:00 09:00',
      '03-05T09:00 11:00',
      '04-01T09:00 09:00',
    ])
  })

  it('refuses the change of an event whose room is taken at the new time, and undoes all of it', async () => {
    const staged = await stage()
    const feast = await staged.church.event({ title: 'Feast', startsAt: '2031-03-16T11:00:00Z' })
    done(await book(staged))
    done(await book(staged, { eventId: feast.id }))
    const before = await taken(staged)

    const refused = await update(staged, { startsAt: '2031-03-02T10:00:00Z' })

    expect(refused).toMatchObject({
      errors: [{ code: 'RESOURCE_TAKEN', path: ['startsAt'], params: { event: 'Feast' } }],
    })
    expect(await taken(staged)).toEqual(before)
    const { startsAt } = await staged.church.as(staged.admin, (ctx) =>
      ctx.db
        .selectFrom('event')
        .select('starts_at as startsAt')
        .where('id', '=', staged.event.id)
        .executeTakeFirstOrThrow(),
    )
    expect(startsAt).toBe(weekly.startsAt)
  })

  it('frees the room when its occurrence is called off, leaves the series, or the event is deleted', async () => {
    const staged = await stage()
    const { church, admin, event } = staged
    done(await book(staged))

    done(await church.as(admin, (ctx) => cancelEvent(ctx, { id: event.id, scope: 'THIS', occurrenceAt: third })))
    expect(await taken(staged)).toEqual(['03-02T09:00 11:00', '03-09T09:00 11:00', '03-23T09:00 11:00'])

    done(await update(staged, { rrule: 'FREQ=WEEKLY;COUNT=2' }))
    expect(await taken(staged)).toEqual(['03-02T09:00 11:00', '03-09T09:00 11:00'])

    done(await church.as(admin, (ctx) => deleteEvent(ctx, { id: event.id })))
    expect(await taken(staged)).toEqual([])
  })

  it('frees the room when it is cancelled, alone or with later ones, and once', async () => {
    const staged = await stage()
    const { church, admin } = staged
    const [, second, , last] = done(await book(staged))
    const cancel = (id: string | undefined, withLater = false) =>
      church.as(admin, (ctx) => cancelBooking(ctx, { id: id ?? '', withLater }))

    expect(done(await cancel(last?.id))).toHaveLength(1)
    expect(done(await cancel(second?.id, true))).toHaveLength(2)

    expect(codes(await cancel(second?.id))).toEqual(['NOT_ALLOWED_NOW'])
    expect(await taken(staged)).toEqual(['03-02T09:00 11:00'])
    expect(done(await book(staged, { occurrenceAt: third }))).toHaveLength(1)
  })

  it('of what is over is not cancelled any more', async () => {
    const { church, admin } = await stage()
    const id = await plantBooking(church, await church.event({ startsAt: '2001-01-01T00:00:00Z' }))

    expect(codes(await church.as(admin, (ctx) => cancelBooking(ctx, { id })))).toEqual(['NOT_ALLOWED_NOW'])
  })
})
