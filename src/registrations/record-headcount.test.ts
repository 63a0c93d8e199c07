import { beforeAll, describe, expect, it } from 'vitest'
import { cancelEvent } from '../events/cancel-event.js'
import type { CreateEvent } from '../events/create-event.js'
import { deleteEvent } from '../events/delete-event.js'
import { systemClock as clock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import type { Counted } from './headcount.js'
import { recordHeadcount } from './record-headcount.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
})

/** An event that started an hour ago. */
const started = async (described: Partial<CreateEvent> = {}): Promise<string> =>
  (await church.event({ startsAt: addSeconds(clock.now(), -3600), ...described })).id

const count = (eventId: string, counts: readonly Counted[], by = admin) =>
  church.as(by, (ctx) => recordHeadcount(ctx, { eventId, counts }))

const kept = (eventId: string) =>
  church.write((db) =>
    db
      .selectFrom('attendance_count')
      .select(['id', 'category', 'count'])
      .where('event_id', '=', eventId)
      .orderBy('category')
      .execute(),
  )

const countsOf = async (eventId: string) =>
  Object.fromEntries((await kept(eventId)).map((row) => [row.category, row.count]))

/** What the audit log was told of it, in order. */
const told = (entityId: string) =>
  church.write((db) =>
    db
      .selectFrom('audit_log')
      .select(['before', 'after'])
      .where('entity_id', '=', entityId)
      .where('action', '=', 'event.recordHeadcount')
      .orderBy('id')
      .execute(),
  )

const refused = (code: string, ...path: string[]) => ({ errors: [{ code, path }] })

describe('recordHeadcount', () => {
  it('keeps counts by kind, corrects those that are named, and leaves the others', async () => {
    const eventId = await started()
    done(
      await count(eventId, [
        { category: 'ADULTS', count: 40 },
        { category: 'CHILDREN', count: 0 },
      ]),
    )
    const [adults] = await kept(eventId)

    done(
      await count(eventId, [
        { category: 'ADULTS', count: 42 },
        { category: 'ONLINE', count: 7 },
      ]),
    )

    expect(await countsOf(eventId)).toEqual({ ADULTS: 42, CHILDREN: 0, ONLINE: 7 })
    expect((await kept(eventId))[0]?.id).toBe(adults?.id)
  })

  it('takes a count back, also one that nobody made', async () => {
    const eventId = await started()
    done(
      await count(eventId, [
        { category: 'ADULTS', count: 40 },
        { category: 'VISITORS', count: 3 },
      ]),
    )

    done(await count(eventId, [{ category: 'VISITORS', count: null }, { category: 'ONLINE' }]))

    expect(await countsOf(eventId)).toEqual({ ADULTS: 40 })
  })

  it('tells the audit log what was counted, before and after, and nothing when it was counted so', async () => {
    const eventId = await started()
    const { occurrenceAt } = done(await count(eventId, [{ category: 'ADULTS', count: 40 }]))
    done(await count(eventId, [{ category: 'ADULTS', count: 41 }]))

    done(await count(eventId, [{ category: 'ADULTS', count: 41 }]))

    expect(await told(eventId)).toEqual([
      { before: null, after: { occurrenceAt, counts: { ADULTS: 40 } } },
      { before: { counts: { ADULTS: 40 } }, after: { occurrenceAt, counts: { ADULTS: 41 } } },
    ])
  })

  it('corrects one after the other when ten count at once, each telling what it found', async () => {
    const eventId = await started()

    await church.race(admin, async (ctx, racer) =>
      done(await recordHeadcount(ctx, { eventId, counts: [{ category: 'ADULTS', count: 10 + racer }] })),
    )

    const countOf = (image: unknown) => (image as { counts: { ADULTS: number } } | null)?.counts.ADULTS ?? null
    const links = (await told(eventId)).map(({ before, after }) => ({ from: countOf(before), to: countOf(after) }))
    expect(links).toHaveLength(10)
    const next = new Map(links.map(({ from, to }) => [from, to]))
    let last: number | null = null
    for (let link = 0; link < 10; link += 1) last = next.get(last) ?? null
    expect(await countsOf(eventId)).toEqual({ ADULTS: last })
    expect(next.size).toBe(10)
  })

  it('loses no kind when two count different ones at once', async () => {
    const eventId = await started()
    const kinds = ['ADULTS', 'CHILDREN', 'VISITORS', 'ONLINE'] as const

    await church.race(admin, async (ctx, racer) => {
      const category = kinds[racer % kinds.length] ?? 'ADULTS'
      return done(await recordHeadcount(ctx, { eventId, counts: [{ category, count: 5 }] }))
    })

    expect(await countsOf(eventId)).toEqual({ ADULTS: 5, CHILDREN: 5, VISITORS: 5, ONLINE: 5 })
  })

  it('refuses nothing, less than nothing, absurdly many, and one kind twice, all at once', async () => {
    const eventId = await started()

    expect(await count(eventId, [])).toMatchObject(refused('REQUIRED', 'counts'))
    const faulty = [
      { category: 'ADULTS', count: -1 },
      { category: 'CHILDREN', count: 100_001 },
      { category: 'CHILDREN', count: 1 },
      { category: 'ONLINE', count: 100_000 },
    ] as const
    expect(await count(eventId, faulty)).toMatchObject({
      errors: [
        { code: 'INVALID', path: ['counts', '0', 'count'], params: { maximum: 100_000 } },
        { code: 'INVALID', path: ['counts', '1', 'count'], params: { maximum: 100_000 } },
        { code: 'INVALID', path: ['counts', '2', 'category'] },
      ],
    })
    expect(await kept(eventId)).toEqual([])
  })

  it('waits for the start, and for the name of an occurrence; nobody counts what was called off', async () => {
    const counts = [{ category: 'ADULTS', count: 1 }] as const
    const early = await church.event()
    const series = await started({ rrule: 'FREQ=DAILY;COUNT=3' })
    const off = await started()
    await church.as(admin, async (ctx) => done(await cancelEvent(ctx, { id: off })))

    expect(await count(early.id, counts)).toMatchObject(refused('NOT_ALLOWED_NOW', 'eventId'))
    expect(await count(off, counts)).toMatchObject(refused('NOT_ALLOWED_NOW', 'eventId'))
    expect(await count(series, counts)).toMatchObject(refused('REQUIRED', 'occurrenceAt'))
    expect(await count(crypto.randomUUID(), counts)).toMatchObject(refused('NOT_FOUND', 'eventId'))
    const never = { eventId: series, occurrenceAt: '1999-01-01T00:00:00Z', counts }
    expect(await church.as(admin, (ctx) => recordHeadcount(ctx, never))).toMatchObject(
      refused('NOT_FOUND', 'occurrenceAt'),
    )
  })

  it('keeps an event from being deleted', async () => {
    const eventId = await started()
    done(await count(eventId, [{ category: 'ADULTS', count: 1 }]))

    expect(await church.as(admin, (ctx) => deleteEvent(ctx, { id: eventId }))).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED_NOW' }],
    })
  })

  it('reaches for leaders what their own ministry holds, and nothing else', async () => {
    const leader = await church.person('LEADER')
    const ministryId = await church.ministry([leader.memberId ?? ''])
    const [own, other] = [await started({ ministryId }), await started()]
    const counts = [{ category: 'ADULTS', count: 9 }] as const

    expect(await count(own, counts, leader)).toMatchObject({ id: own })
    expect(await count(other, counts, leader)).toMatchObject(refused('NOT_FOUND', 'eventId'))
  })
})
