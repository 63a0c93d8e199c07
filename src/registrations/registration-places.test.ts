import { beforeAll, describe, expect, it } from 'vitest'
import type { CreateEvent } from '../events/create-event.js'
import type { Event } from '../events/index.js'
import { isRefusal, type Refusal } from '../platform/refusal.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { plantRegistration } from '../testing/plant-registration.js'
import { createWorld } from '../testing/world.js'
import { cancelRegistration } from './cancel-registration.js'
import { registerForEvent } from './register-for-event.js'
import { nextOf } from './registration.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
let people: readonly string[]
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
  people = (await Promise.all(Array.from({ length: 10 }, () => church.member()))).map(({ id }) => id)
})

/** An event with places for three, two of them taken. */
async function nearlyFull(described: Partial<CreateEvent> = {}): Promise<Event> {
  const event = await church.event({ registration: 'REQUIRED', capacity: 3, ...described })
  for (let taken = 0; taken < 2; taken += 1) await plantRegistration(church, admin, { eventId: event.id })
  return event
}

const rows = ({ id }: Event) =>
  church.write((db) =>
    db
      .selectFrom('event_registration')
      .select(['id', 'status', 'queue_no', 'guests', 'member_id'])
      .where('event_id', '=', id)
      .orderBy('queue_no')
      .execute(),
  )

const statuses = async (event: Event) => (await rows(event)).map(({ status }) => status).toSorted()

const codes = (outcomes: readonly (object | Refusal)[]) =>
  outcomes.map((outcome) => (isRefusal(outcome) ? outcome.errors[0].code : 'done')).toSorted()

describe('the last place', () => {
  it('is given to one of ten who ask at once', async () => {
    const event = await nearlyFull({ waitlist: false })

    const outcomes = await church.race(admin, (ctx, racer) =>
      registerForEvent(ctx, { eventId: event.id, memberId: people[racer] ?? '' }),
    )

    expect(codes(outcomes)).toEqual([...Array.from({ length: 9 }, () => 'EVENT_FULL'), 'done'])
    expect(await statuses(event)).toEqual(['REGISTERED', 'REGISTERED', 'REGISTERED'])
  })

  it('is given to one of ten, and nine wait, each with a number of their own', async () => {
    const event = await nearlyFull()

    await church.race(admin, (ctx, racer) =>
      registerForEvent(ctx, { eventId: event.id, memberId: people[racer] ?? '' }),
    )

    expect((await statuses(event)).filter((status) => status === 'WAITLISTED')).toHaveLength(9)
    expect((await rows(event)).map(({ queue_no: place }) => Number(place))).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    )
  })

  it('is taken once by who asks ten times at once', async () => {
    const event = await nearlyFull()

    const outcomes = await church.race(admin, (ctx) =>
      registerForEvent(ctx, { eventId: event.id, memberId: people[0] ?? '' }),
    )

    expect(codes(outcomes)).toEqual([...Array.from({ length: 9 }, () => 'ALREADY_REGISTERED'), 'done'])
  })
})

describe('a place that is given back', () => {
  it('goes to one: who waits, or who asks at that moment', async () => {
    const event = await nearlyFull()
    const { id } = await plantRegistration(church, admin, { eventId: event.id })
    await plantRegistration(church, admin, { eventId: event.id })

    await church.race(admin, (ctx, racer) =>
      racer === 0
        ? cancelRegistration(ctx, { id })
        : registerForEvent(ctx, { eventId: event.id, memberId: people[racer] ?? '' }),
    )

    const kept = await rows(event)
    const places = kept.filter(({ status }) => status === 'REGISTERED')
    expect(places.map(({ queue_no: place }) => Number(place))).toEqual([1, 2, 4])
    expect(kept.filter(({ status }) => status === 'WAITLISTED')).toHaveLength(9)
  })

  it('is never left empty while those wait who asked as it was given back', async () => {
    for (let round = 0; round < 5; round += 1) {
      const event = await church.event({ registration: 'REQUIRED', capacity: 1 })
      const { id } = await plantRegistration(church, admin, { eventId: event.id })

      await church.race(admin, (ctx, racer) =>
        racer === 4
          ? cancelRegistration(ctx, { id })
          : registerForEvent(ctx, { eventId: event.id, memberId: people[racer] ?? '' }),
      )

      expect(await statuses(event)).toEqual([
        'CANCELLED',
        'REGISTERED',
        ...Array.from({ length: 8 }, () => 'WAITLISTED'),
      ])
    }
  })

  it('is given once when ten places are given back at once', async () => {
    const event = await church.event({ registration: 'REQUIRED', capacity: 10 })
    const ids: string[] = []
    for (const memberId of people)
      ids.push((await plantRegistration(church, admin, { eventId: event.id, memberId })).id)
    for (let waits = 0; waits < 5; waits += 1) await plantRegistration(church, admin, { eventId: event.id })

    await church.race(admin, (ctx, racer) => cancelRegistration(ctx, { id: ids[racer] ?? '' }))

    expect(await statuses(event)).toEqual([
      ...Array.from({ length: 10 }, () => 'CANCELLED'),
      ...Array.from({ length: 5 }, () => 'REGISTERED'),
    ])
    const promoted = await church.write((db) =>
      db
        .selectFrom('notification')
        .select('audience_ids')
        .where('type', '=', 'REGISTRATION_PROMOTED')
        .where('entity_id', '=', event.id)
        .execute(),
    )
    expect(new Set(promoted.map(({ audience_ids: ids }) => ids[0])).size).toBe(5)
    expect(promoted).toHaveLength(5)
  })

  it('is cancelled once by who cancels ten times at once', async () => {
    const { id } = await plantRegistration(church, admin)

    const outcomes = await church.race(admin, (ctx) => cancelRegistration(ctx, { id }))

    expect(codes(outcomes)).toEqual([...Array.from({ length: 9 }, () => 'NOT_ALLOWED_NOW'), 'done'])
  })
})

describe('guests', () => {
  it('take places, too, and a party waits until all of it fits', async () => {
    const event = await church.event({ registration: 'REQUIRED', capacity: 4 })
    const register = (index: number, guests: number) =>
      church.as(admin, async (ctx) =>
        done(await registerForEvent(ctx, { eventId: event.id, memberId: people[index] ?? '', guests })),
      )
    const first = await register(0, 1)
    const second = await register(1, 0)
    expect((await register(2, 1)).status).toBe('WAITLISTED')
    // One place is left, but somebody waits ahead.
    expect((await register(3, 0)).status).toBe('WAITLISTED')

    await church.as(admin, (ctx) => cancelRegistration(ctx, { id: second.id }))
    expect(await statuses(event)).toEqual(['CANCELLED', 'REGISTERED', 'REGISTERED', 'WAITLISTED'])
    await church.as(admin, (ctx) => cancelRegistration(ctx, { id: first.id }))
    expect(await statuses(event)).toEqual(['CANCELLED', 'CANCELLED', 'REGISTERED', 'REGISTERED'])
  })

  it('are refused at once when so many never find room', async () => {
    const event = await church.event({ registration: 'REQUIRED', capacity: 4 })

    const outcome = await church.as(admin, (ctx) =>
      registerForEvent(ctx, { eventId: event.id, memberId: people[0] ?? '', guests: 4 }),
    )

    expect(outcome).toMatchObject({ errors: [{ code: 'EVENT_FULL', params: { placesLeft: 4 } }] })
  })
})

describe('nextOf', () => {
  const party = (guests: number) => ({ guests })

  it('gives places in the order of the queue, and lets nobody overtake', () => {
    expect(nextOf([party(0), party(2), party(0)], 2)).toEqual([party(0)])
    expect(nextOf([party(0), party(1), party(0)], 3)).toEqual([party(0), party(1)])
    expect(nextOf([party(0)], 0)).toEqual([])
    expect(nextOf([party(0)], -3)).toEqual([])
    expect(nextOf([party(0), party(9)], null)).toEqual([party(0), party(9)])
  })
})
