import { describe, expect, it } from 'vitest'
import { isRefusal, type Refusal } from '../platform/refusal.js'
import { registerForEvent } from '../registrations/register-for-event.js'
import { bookResource } from '../resources/book-resource.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { plantResource } from '../testing/plant-booking.js'
import { createWorld } from '../testing/world.js'
import { type AddOccurrence, addOccurrence } from './add-occurrence.js'
import { type CancelEvent, cancelEvent } from './cancel-event.js'
import type { Event } from './event.js'
import { listEvents } from './list-events.js'
import { findEvent } from './load-event.js'
import { type UpdateEvent, updateEvent } from './update-event.js'

const world = await createWorld()

const weekly = {
  ...{ title: 'Service', startsAt: '2031-03-02T09:00:00Z', endsAt: '2031-03-02T11:00:00Z', timeZone: 'Africa/Accra' },
  ...{ rrule: 'FREQ=WEEKLY;COUNT=3', registration: 'OPTIONAL' as const },
}
const wednesday = '2031-03-05T19:00:00Z'
const last = '2031-03-19T19:00:00Z'

interface Stage {
  readonly church: ChurchWorld
  readonly admin: Person
  readonly event: Event
}

async function stage(described: Parameters<ChurchWorld['event']>[0] = weekly): Promise<Stage> {
  const church = await world.church()
  return { church, admin: await church.person('ADMIN'), event: await church.event(described) }
}

const add = ({ church, admin, event }: Stage, input: Partial<AddOccurrence> = {}) =>
  church.as(admin, (ctx) => addOccurrence(ctx, { id: event.id, startsAt: wednesday, ...input }))

const update = ({ church, admin, event }: Stage, input: Omit<UpdateEvent, 'id'>) =>
  church.as(admin, (ctx) => updateEvent(ctx, { id: event.id, ...input }))

const cancel = ({ church, admin, event }: Stage, input: Omit<CancelEvent, 'id'>) =>
  church.as(admin, (ctx) => cancelEvent(ctx, { id: event.id, ...input }))

/** The calendar of the church: when, and what stands there. */
const calendar = ({ church, admin }: Stage): Promise<readonly string[]> =>
  church.as(admin, async (ctx) => {
    const { nodes } = await listEvents(ctx, { first: 100 })
    return nodes.map(({ startsAt, title, status }) =>
      [startsAt.slice(5, 16), title, status === 'CANCELLED' && 'off'].filter(Boolean).join(' '),
    )
  })

const series = async ({ church, admin, event }: Stage) => church.as(admin, (ctx) => findEvent(ctx, { id: event.id }))

const told = ({ church }: Stage) =>
  church.write((db) => db.selectFrom('notification').select(['type', 'title']).orderBy('seq').execute())

const faults = (outcome: Refusal | object): readonly string[] =>
  isRefusal<Refusal | object>(outcome) ? outcome.errors.map(({ code, path }) => `${code} ${path.join('.')}`) : []

describe('addOccurrence', () => {
  it('lets a series take place once more, for as long as ever, and tells whom it is shown to', async () => {
    const staged = await stage()

    const added = done(await add(staged, { startsAt: last, title: 'Vigil', capacity: 5 }))

    expect(added).toMatchObject({
      ...{ occurrenceAt: last, title: 'Vigil', capacity: 5 },
      endsAt: '2031-03-19T21:00:00Z',
    })
    expect(await calendar(staged)).toEqual([
      ...['03-02T09:00 Service', '03-09T09:00 Service', '03-16T09:00 Service', '03-19T19:00 Vigil'],
    ])
    expect(await series(staged)).toMatchObject({ seriesEndsAt: '2031-03-19T21:00:00Z', icalSequence: 1, version: 2 })
    expect(await told(staged)).toEqual([
      { type: 'EVENT_CREATED', title: 'New event: Service' },
      { type: 'EVENT_CHANGED', title: 'Another date: Vigil' },
    ])
  })

  it('answers the same when asked ten times at once, and tells once', async () => {
    const staged = await stage()
    const { church, admin, event } = staged

    const outcomes = await church.race(admin, (ctx) => addOccurrence(ctx, { id: event.id, startsAt: wednesday }))

    expect(outcomes.map((outcome) => done(outcome).occurrenceAt)).toEqual(Array.from({ length: 10 }, () => wednesday))
    expect(await calendar(staged)).toHaveLength(4)
    expect(await told(staged)).toHaveLength(2)
  })

  it('tells nobody of a draft', async () => {
    const staged = await stage({ ...weekly, isDraft: true })

    expect(done(await add(staged)).status).toBe('DRAFT')

    expect(await told(staged)).toEqual([])
  })

  it.each([
    ['before the first', { startsAt: '2031-03-01T09:00:00Z' }, 'INVALID startsAt'],
    ['with an end before its start', { endsAt: wednesday }, 'INVALID endsAt'],
    ['without a place for anybody', { capacity: -1 }, 'INVALID capacity'],
    ['with a title too long', { title: 'x'.repeat(256) }, 'TOO_LONG title'],
    ['in another way than it takes place then', { startsAt: weekly.startsAt, title: 'x' }, 'NOT_UNIQUE startsAt'],
    ['after ten years', { startsAt: '2041-03-02T09:00:01Z' }, 'SERIES_TOO_LONG startsAt'],
  ])('is refused %s, and nothing is written', async (_case, input, fault) => {
    const staged = await stage()
    const before = await calendar(staged)

    expect(faults(await add(staged, input))).toEqual([fault])

    expect(await calendar(staged)).toEqual(before)
    expect(await told(staged)).toHaveLength(1)
  })

  it.each([
    ['a thousand and first time', 'FREQ=DAILY;COUNT=1000', 'SERIES_TOO_LONG startsAt'],
    ['to what takes place once', null, 'NOT_ALLOWED_NOW id'],
  ])('is refused %s', async (_case, rrule, fault) => {
    const staged = await stage({ ...weekly, rrule })

    expect(faults(await add(staged))).toEqual([fault])

    expect(await told(staged)).toHaveLength(1)
  })

  it('is refused on the Sabbath that the church guards until it is confirmed', async () => {
    const church = await world.church({ denomination: 'SEVENTH_DAY_ADVENTIST' })
    await church.write((db) => db.updateTable('church_settings').set({ sabbath_guard: true }).execute())
    const staged = { church, admin: await church.person('ADMIN'), event: await church.event(weekly) }
    const sabbath = { startsAt: '2031-03-08T10:00:00Z' }

    expect(faults(await add(staged, sabbath))).toEqual(['SABBATH_UNCONFIRMED confirmSabbath'])
    expect(done(await add(staged, { ...sabbath, confirmSabbath: true })).startsAt).toBe(sabbath.startsAt)
  })

  it('is refused to a series that was called off', async () => {
    const staged = await stage()
    done(await cancel(staged, {}))

    expect(faults(await add(staged))).toEqual(['NOT_ALLOWED_NOW id'])
  })
})

describe('an added occurrence', () => {
  it('stays at its time when the series moves, whoever has registered and whatever is booked', async () => {
    const staged = await stage()
    const { church, admin, event } = staged
    const memberId = (await church.member()).id
    const occurrenceAt = done(await add(staged)).occurrenceAt
    const resourceId = await plantResource(church, 'Hall')
    const which = { eventId: event.id, occurrenceAt }
    await church.as(admin, async (ctx) => {
      done(await registerForEvent(ctx, { ...which, memberId }))
      done(await bookResource(ctx, { ...which, resourceId }))
    })

    done(await update(staged, { startsAt: '2031-03-02T10:00:00Z' }))

    expect(await calendar(staged)).toEqual([
      ...['03-02T10:00 Service', '03-05T19:00 Service', '03-09T10:00 Service', '03-16T10:00 Service'],
    ])
    expect(await kept(staged)).toEqual([`${event.id} 2031-03-05T19:00:00.000Z REGISTERED`])
  })

  it('goes by another second when the series comes to take place then', async () => {
    const staged = await stage()
    const { church, admin, event } = staged
    const memberId = (await church.member()).id
    done(await add(staged, { title: 'Vigil' }))
    for (const occurrenceAt of [weekly.startsAt, wednesday]) {
      await church.as(admin, async (ctx) =>
        done(await registerForEvent(ctx, { eventId: event.id, memberId, occurrenceAt })),
      )
    }

    done(await update(staged, { startsAt: wednesday }))

    expect(await calendar(staged)).toEqual([
      ...['03-05T19:00 Service', '03-05T19:00 Vigil', '03-12T19:00 Service', '03-19T19:00 Service'],
    ])
    expect(await kept(staged)).toEqual([
      ...[`${event.id} 2031-03-05T19:00:00.000Z REGISTERED`, `${event.id} 2031-03-05T19:00:01.000Z REGISTERED`],
    ])
  })

  it('goes with the later half of a series that is split', async () => {
    const staged = await stage()
    const { church, admin, event } = staged
    const memberId = (await church.member()).id
    for (const startsAt of [wednesday, last]) {
      const { occurrenceAt } = done(await add(staged, { startsAt }))
      await church.as(admin, async (ctx) =>
        done(await registerForEvent(ctx, { eventId: event.id, memberId, occurrenceAt })),
      )
    }

    const split = { scope: 'FOLLOWING', occurrenceAt: '2031-03-09T09:00:00Z', title: 'Later' } as const
    const second = done(await update(staged, split))

    expect(await calendar(staged)).toEqual([
      ...['03-02T09:00 Service', '03-05T19:00 Service', '03-09T09:00 Later', '03-16T09:00 Later', '03-19T19:00 Later'],
    ])
    expect(second.seriesEndsAt).toBe('2031-03-19T21:00:00Z')
    expect((await series(staged))?.seriesEndsAt).toBe('2031-03-05T21:00:00Z')
    expect(await kept(staged)).toEqual([
      `${event.id} 2031-03-05T19:00:00.000Z REGISTERED`,
      `${second.id} 2031-03-19T19:00:00.000Z REGISTERED`,
    ])
  })

  it('is changed alone, and stays added', async () => {
    const staged = await stage()
    const { occurrenceAt } = done(await add(staged))
    done(await update(staged, { scope: 'THIS', occurrenceAt, title: 'Vigil' }))

    done(await update(staged, { startsAt: '2031-03-02T10:00:00Z', endsAt: '2031-03-02T10:30:00Z' }))

    expect(await calendar(staged)).toContain('03-05T19:00 Vigil')
    const found = await staged.church.as(staged.admin, (ctx) => findEvent(ctx, { id: staged.event.id, occurrenceAt }))
    expect(found?.endsAt).toBe('2031-03-05T21:00:00Z')
  })

  it('is called off alone, its registrations with it, and put in again at the same time', async () => {
    const staged = await stage()
    const { church, admin, event } = staged
    const memberId = (await church.member()).id
    const { occurrenceAt } = done(await add(staged))
    await church.as(admin, async (ctx) =>
      done(await registerForEvent(ctx, { eventId: event.id, memberId, occurrenceAt })),
    )

    done(await cancel(staged, { scope: 'THIS', occurrenceAt }))
    const again = done(await add(staged))
    done(await update(staged, { startsAt: '2031-03-02T10:00:00Z' }))

    expect(again.occurrenceAt).toBe('2031-03-05T19:00:01Z')
    expect((await calendar(staged)).slice(1, 3)).toEqual(['03-05T19:00 Service off', '03-05T19:00 Service'])
    expect(await kept(staged)).toEqual([`${event.id} 2031-03-05T19:00:00.000Z CANCELLED`])
  })

  it('is gone, its registrations ended, when nothing repeats any more', async () => {
    const staged = await stage()
    const { church, admin, event } = staged
    const memberId = (await church.member()).id
    const { occurrenceAt } = done(await add(staged))
    await church.as(admin, async (ctx) =>
      done(await registerForEvent(ctx, { eventId: event.id, memberId, occurrenceAt })),
    )

    done(await update(staged, { rrule: null }))

    expect(await calendar(staged)).toEqual(['03-02T09:00 Service'])
    expect(await kept(staged)).toEqual([`${event.id} 2031-03-05T19:00:00.000Z CANCELLED`])
  })

  it('begins no later half: no rule goes on from there', async () => {
    const staged = await stage()
    const { occurrenceAt } = done(await add(staged))

    expect(faults(await update(staged, { scope: 'FOLLOWING', occurrenceAt, title: 'x' }))).toEqual(['INVALID scope'])
    expect(faults(await cancel(staged, { scope: 'FOLLOWING', occurrenceAt }))).toEqual(['INVALID scope'])
    expect(await calendar(staged)).toHaveLength(4)
  })
})

describe('a series', () => {
  it('ends when its last occurrence does, also when that alone is moved', async () => {
    const staged = await stage()
    const occurrenceAt = '2031-03-16T09:00:00Z'

    done(await update(staged, { scope: 'THIS', occurrenceAt, startsAt: '2031-04-01T09:00:00Z' }))

    expect((await series(staged))?.seriesEndsAt).toBe('2031-04-01T11:00:00Z')
  })
})

/** Who has registered for what. */
async function kept({ church }: Stage): Promise<readonly string[]> {
  const rows = await church.write((db) =>
    db
      .selectFrom('event_registration')
      .select(['event_id', 'occurrence_at', 'status'])
      .orderBy('occurrence_at')
      .execute(),
  )
  return rows.map((row) => `${row.event_id} ${new Date(row.occurrence_at).toISOString()} ${row.status}`)
}
