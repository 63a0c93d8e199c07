import { describe, expect, it } from 'vitest'
import { isRefusal } from '../platform/refusal.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { type CancelEvent, cancelEvent } from './cancel-event.js'
import type { Event } from './event.js'
import { listEvents } from './list-events.js'
import { type UpdateEvent, updateEvent } from './update-event.js'

const world = await createWorld()

const weekly = {
  ...{ title: 'Service', startsAt: '2031-03-02T09:00:00Z', endsAt: '2031-03-02T11:00:00Z', timeZone: 'Africa/Accra' },
  rrule: 'FREQ=WEEKLY;COUNT=5',
}
const third = '2031-03-16T09:00:00Z'

async function stage(): Promise<{ readonly church: ChurchWorld; readonly admin: Person; readonly event: Event }> {
  const church = await world.church()
  return { church, admin: await church.person('ADMIN'), event: await church.event(weekly) }
}

type Stage = Awaited<ReturnType<typeof stage>>

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

describe('THIS', () => {
  it('changes one occurrence and no other', async () => {
    const staged = await stage()
    const change = { startsAt: '2031-03-17T18:00:00Z', title: 'Evening', location: 'Hall', capacity: 20 }

    const changed = done(await update(staged, { scope: 'THIS', occurrenceAt: third, ...change }))

    expect(changed).toMatchObject({ ...change, endsAt: '2031-03-17T20:00:00Z', occurrenceAt: third, icalSequence: 1 })
    expect(await calendar(staged)).toEqual([
      '03-02T09:00 Service',
      '03-09T09:00 Service',
      '03-17T18:00 Evening',
      '03-23T09:00 Service',
      '03-30T09:00 Service',
    ])
  })

  it('goes along when the whole series moves, unless it has a time of its own', async () => {
    const staged = await stage()
    done(await update(staged, { scope: 'THIS', occurrenceAt: third, title: 'Feast' }))
    const own = { startsAt: '2031-03-10T18:00:00Z' }
    done(await update(staged, { scope: 'THIS', occurrenceAt: '2031-03-09T09:00:00Z', ...own }))

    done(await update(staged, { startsAt: '2031-03-02T10:00:00Z' }))

    expect(await calendar(staged)).toEqual([
      '03-02T10:00 Service',
      '03-10T18:00 Service',
      '03-16T10:00 Feast',
      '03-23T10:00 Service',
      '03-30T10:00 Service',
    ])
  })

  it.each([
    ['what all have in common', { scope: 'THIS', occurrenceAt: third, rrule: 'FREQ=DAILY;COUNT=2' }, 'INVALID rrule'],
    ['an occurrence nobody named', { scope: 'THIS', title: 'x' }, 'REQUIRED occurrenceAt'],
    ['one that there is not', { scope: 'FOLLOWING', occurrenceAt: '2031-03-17T09:00:00Z' }, 'NOT_FOUND occurrenceAt'],
    ['an end before the start', { scope: 'THIS', occurrenceAt: third, endsAt: third }, 'INVALID endsAt'],
    ['a title too long', { title: 'x'.repeat(256) }, 'TOO_LONG title'],
    ['a day that the rule does not name', { rrule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=2' }, 'RECURRENCE_INVALID rrule'],
    ['a series without end', { scope: 'FOLLOWING', occurrenceAt: third, rrule: 'FREQ=DAILY' }, 'SERIES_TOO_LONG rrule'],
    ['an old version', { title: 'x', expectedVersion: 7 }, 'STALE_VERSION expectedVersion'],
  ] as const satisfies readonly [string, Omit<UpdateEvent, 'id'>, string][])(
    'refuses %s, and changes nothing',
    async (_case, input, fault) => {
      const staged = await stage()

      const refusal = await update(staged, input)

      expect(isRefusal(refusal) && refusal.errors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([fault])
      expect(await calendar(staged)).toHaveLength(5)
    },
  )
})

describe('FOLLOWING', () => {
  it('makes a second series of the later ones, what was decided about them included', async () => {
    const staged = await stage()
    done(await update(staged, { scope: 'THIS', occurrenceAt: '2031-03-23T09:00:00Z', title: 'Feast' }))
    const change = { scope: 'FOLLOWING', occurrenceAt: third, startsAt: '2031-03-16T15:00:00Z' } as const

    const second = done(await update(staged, change))

    expect(second).toMatchObject({ rrule: 'FREQ=WEEKLY;COUNT=3', seriesEndsAt: '2031-03-30T17:00:00Z' })
    expect(second.id).not.toBe(staged.event.id)
    expect(await calendar(staged)).toEqual([
      '03-02T09:00 Service',
      '03-09T09:00 Service',
      '03-16T15:00 Service',
      '03-23T15:00 Feast',
      '03-30T15:00 Service',
    ])
  })

  it('of the first occurrence is the whole series', async () => {
    const staged = await stage()
    const change = { scope: 'FOLLOWING', occurrenceAt: weekly.startsAt, title: 'All' } as const

    expect(done(await update(staged, change)).id).toBe(staged.event.id)
    expect(await calendar(staged)).toHaveLength(5)
  })
})

describe('ALL', () => {
  it('makes a series of one event, and one event of a series', async () => {
    const staged = await stage()

    done(await update(staged, { rrule: null }))
    expect(await calendar(staged)).toEqual(['03-02T09:00 Service'])

    done(await update(staged, { rrule: 'FREQ=DAILY;COUNT=3' }))
    expect(await calendar(staged)).toHaveLength(3)
  })

  it('lets one of two changes from the same version win', async () => {
    const staged = await stage()
    const { church, admin, event } = staged

    const outcomes = await church.race(admin, (ctx, racer) =>
      updateEvent(ctx, { id: event.id, expectedVersion: event.version, title: `Racer ${racer}` }),
    )

    expect(outcomes.filter((outcome) => !isRefusal(outcome))).toHaveLength(1)
  })
})

describe('cancelEvent', () => {
  it('calls off one occurrence, and says why', async () => {
    const staged = await stage()

    const off = done(await cancel(staged, { scope: 'THIS', occurrenceAt: third, reason: ' No light. ' }))

    expect(off).toMatchObject({ status: 'CANCELLED', cancelReason: 'No light.', occurrenceAt: third })
    expect((await calendar(staged)).filter((line) => line.endsWith('off'))).toEqual(['03-16T09:00 Service off'])
  })

  it('calls off all later ones', async () => {
    const staged = await stage()

    done(await cancel(staged, { scope: 'FOLLOWING', occurrenceAt: third }))

    expect((await calendar(staged)).map((line) => line.endsWith('off'))).toEqual([false, false, true, true, true])
  })

  it('calls off the whole, once, and lets it be', async () => {
    const staged = await stage()
    done(await cancel(staged, {}))

    expect((await calendar(staged)).every((line) => line.endsWith('off'))).toBe(true)
    expect(await cancel(staged, {})).toMatchObject({ errors: [{ code: 'NOT_ALLOWED_NOW' }] })
    expect(await update(staged, { title: 'x' })).toMatchObject({ errors: [{ code: 'NOT_ALLOWED_NOW' }] })
  })

  it.each([
    ['a draft', { isDraft: true }],
    ['what is over', { startsAt: '2001-01-01T09:00:00Z' }],
  ])('refuses %s', async (_case, described) => {
    const staged = await stage()
    const event = await staged.church.event(described)

    const refusal = await cancel({ ...staged, event }, {})

    expect(isRefusal(refusal) && refusal.errors[0].code).toBe('NOT_ALLOWED_NOW')
  })

  it('refuses a reason that is too long', async () => {
    const refusal = await cancel(await stage(), { reason: 'x'.repeat(501) })

    expect(isRefusal(refusal) && refusal.errors).toMatchObject([{ code: 'TOO_LONG', path: ['reason'] }])
  })
})
