import { beforeEach, describe, expect, it } from 'vitest'
import { updateEvent } from '../events/update-event.js'
import { systemClock as clock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { checkIn } from './check-in.js'
import { closeAttendance } from './close-attendance.js'
import { recordHeadcount } from './record-headcount.js'
import { registerForEvent } from './register-for-event.js'

const world = await createWorld()
const day = 24 * 3600

let church: ChurchWorld
let admin: Person
/** The start of a series that began four days ago, and of its later days. */
let starts: readonly string[]
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
  const first = addSeconds(clock.now().replace(/\.\d+Z/, 'Z'), -4 * day)
  starts = [0, 1, 2, 3, 4, 5].map((days) => addSeconds(first, days * day))
})

const startOf = (days: number): string => starts[days] ?? ''
const until = (days: number): string => startOf(days).replaceAll(/[-:]|\.\d+/g, '')

/** A daily series from the first day to this one. */
const series = async (last: number): Promise<string> => {
  const rrule = `FREQ=DAILY;UNTIL=${until(last)}`
  return (await church.event({ registration: 'OPTIONAL', startsAt: startOf(0), timeZone: 'UTC', rrule })).id
}

const count = (eventId: string, days: number, heads: number) =>
  church.as(admin, async (ctx) => {
    const counts = [{ category: 'ADULTS', count: heads }] as const
    return done(await recordHeadcount(ctx, { eventId, occurrenceAt: startOf(days), counts }))
  })

const kept = async () => {
  const rows = await church.write((db) =>
    db.selectFrom('attendance_count').select(['event_id', 'occurrence_at', 'count']).orderBy('count').execute(),
  )
  return rows.map((row) => [row.event_id, addSeconds(row.occurrence_at, 0), row.count])
}

/** Moves the series, or what follows the occurrence `from`, so that it begins then; where `rrule` is given, by that rule. */
const begin = (id: string, startsAt: string, { from, rrule }: { from?: string; rrule?: string } = {}) => {
  const times = { startsAt, endsAt: addSeconds(startsAt, 7200), ...(rrule !== undefined && { rrule }) }
  const scope = from === undefined ? ('ALL' as const) : ('FOLLOWING' as const)
  return church.as(admin, (ctx) => updateEvent(ctx, { id, scope, occurrenceAt: from ?? startOf(0), ...times }))
}

describe('counts of heads', () => {
  it('move with a series, each to its next day', async () => {
    const { id } = await church.event({ startsAt: startOf(0), rrule: 'FREQ=DAILY;COUNT=3' })
    for (const days of [0, 1, 2]) await count(id, days, 10 + days)

    done(await begin(id, startOf(1)))

    expect(await kept()).toEqual([1, 2, 3].map((days) => [id, startOf(days), 9 + days]))
  })

  it('go with the second half of a series that is split, also when it is moved', async () => {
    const { id } = await church.event({ startsAt: startOf(0), rrule: 'FREQ=DAILY;COUNT=4' })
    await count(id, 0, 10)
    await count(id, 2, 11)

    const later = addSeconds(startOf(2), 3600)
    const { id: second } = done(await begin(id, later, { from: startOf(2) }))

    expect(second).not.toBe(id)
    expect(await kept()).toEqual([
      [id, startOf(0), 10],
      [second, later, 11],
    ])
  })
})

describe('an occurrence of which attendance was taken', () => {
  const lost = (days: number) => ({
    errors: [
      { code: 'NOT_ALLOWED_NOW', path: ['scope'], params: { occurrenceAt: startOf(days).replace('.000Z', 'Z') } },
    ],
  })

  it('does not vanish when heads were counted there, and nothing moves onto it', async () => {
    const id = await series(3)
    await count(id, 2, 20)
    await count(id, 3, 30)

    expect(await begin(id, startOf(1), { rrule: 'FREQ=DAILY;COUNT=2' })).toMatchObject(lost(3))
    expect(await begin(id, startOf(2), { from: startOf(1), rrule: 'FREQ=DAILY;COUNT=1' })).toMatchObject(lost(3))
    expect(await kept()).toEqual([
      [id, startOf(2), 20],
      [id, startOf(3), 30],
    ])
  })

  it('does not vanish when somebody was let in', async () => {
    const id = await series(3)
    const { id: memberId } = await church.member()
    for (const days of [2, 3]) {
      const arrival = { eventId: id, memberId, occurrenceAt: startOf(days) }
      await church.as(admin, async (ctx) => done(await checkIn(ctx, arrival)))
    }

    expect(await begin(id, startOf(1), { rrule: 'FREQ=DAILY;COUNT=2' })).toMatchObject(lost(3))
  })

  it('does not vanish when it was settled who did not come', async () => {
    const id = await series(4)
    const { id: memberId } = await church.member()
    const occurrence = { eventId: id, occurrenceAt: startOf(4) }
    await church.as(admin, async (ctx) => {
      done(await registerForEvent(ctx, { ...occurrence, memberId }))
      done(await closeAttendance(ctx, occurrence))
    })

    expect(await begin(id, startOf(1), { rrule: 'FREQ=DAILY;COUNT=3' })).toMatchObject(lost(4))
  })

  it('lets others vanish', async () => {
    const id = await series(3)
    await count(id, 0, 10)

    done(await begin(id, startOf(1)))

    expect(await kept()).toEqual([[id, startOf(1), 10]])
  })
})
