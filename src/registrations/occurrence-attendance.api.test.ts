import { beforeAll, describe, expect, it } from 'vitest'
import type { CreateEvent } from '../events/create-event.js'
import { systemClock as clock } from '../platform/clock.js'
import { addDays, addSeconds, localDay } from '../platform/instant.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { statementsOf } from '../testing/count-statements.js'
import { graphql } from '../testing/generated/gql.js'
import { plantRegistration } from '../testing/plant-registration.js'
import { createWorld } from '../testing/world.js'
import { cancelRegistration } from './cancel-registration.js'
import { checkIn } from './check-in.js'
import { checkOut } from './check-out.js'
import { markAttendance } from './mark-attendance.js'
import { registerForEvent } from './register-for-event.js'

const world = await createWorld()

const Attendance = graphql(`
  query Attendance($eventId: ID!, $occurrenceAt: DateTime, $first: Int, $after: String) {
    attendance(eventId: $eventId, occurrenceAt: $occurrenceAt) {
      eventId
      occurrenceAt
      event {
        title
      }
      registrations {
        status
        registrations
        people
      }
      cameCount
      thereCount
      headcounts {
        category
        count
        updatedAt
      }
      whoCame(first: $first, after: $after) {
        nodes {
          memberId
          memberName
          cameAt
          checkedInAt
          checkedOutAt
          registrationId
          guests
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  }
`)

const Count = graphql(`
  mutation CountHeads($input: RecordHeadcountInput!) {
    recordHeadcount(input: $input) {
      attendance {
        headcounts {
          category
          count
        }
      }
      errors {
        code
        path
      }
    }
  }
`)

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
})

/** An event that started an hour ago. */
const started = async (described: Partial<CreateEvent> = {}): Promise<string> => {
  const startsAt = addSeconds(clock.now(), -3600)
  return (await church.event({ registration: 'OPTIONAL', startsAt, ...described })).id
}

const letIn = (arrival: Parameters<typeof checkIn>[1]) =>
  church.as(admin, async (ctx) => done(await checkIn(ctx, arrival)))

const ask = async (
  eventId: string,
  page: { first?: number; after?: string; occurrenceAt?: string } = {},
  by = admin,
) => {
  const { data, errors } = await by.api.send(Attendance, { eventId, ...page })
  expect(errors).toEqual([])
  return data?.attendance
}

describe('attendance', () => {
  it('tells registrations by status, who came, who is still there, and what was counted', async () => {
    const eventId = await started({ capacity: 5 })
    const register = async (guests: number) => {
      const { id: memberId } = await church.member()
      return church.as(admin, async (ctx) => done(await registerForEvent(ctx, { eventId, memberId, guests })))
    }
    const [inside, marked, missing, gone] = [await register(1), await register(0), await register(0), await register(0)]
    await register(3)
    await letIn({ registrationId: inside.id })
    await church.as(admin, async (ctx) => {
      done(await markAttendance(ctx, { id: marked.id, status: 'ATTENDED' }))
      done(await markAttendance(ctx, { id: missing.id, status: 'NO_SHOW' }))
      done(await cancelRegistration(ctx, { id: gone.id }))
    })
    const { id: walkIn } = await church.member({ firstName: 'Esi', lastName: 'Boateng' })
    await letIn({ eventId, memberId: walkIn })
    await church.as(admin, async (ctx) => done(await checkOut(ctx, { eventId, memberId: walkIn })))
    await admin.api.send(Count, { input: { eventId, counts: [{ category: 'ADULTS', count: 12 }] } })

    const attendance = await ask(eventId)

    expect(attendance).toMatchObject({
      ...{ eventId, event: { title: 'Morning service' }, cameCount: 3, thereCount: 1 },
      registrations: [
        { status: 'REGISTERED', registrations: 0, people: 0 },
        { status: 'WAITLISTED', registrations: 1, people: 4 },
        { status: 'CANCELLED', registrations: 1, people: 1 },
        { status: 'ATTENDED', registrations: 2, people: 3 },
        { status: 'NO_SHOW', registrations: 1, people: 1 },
      ],
      headcounts: [{ category: 'ADULTS', count: 12 }],
    })
    expect(attendance?.whoCame.nodes).toMatchObject([
      { memberId: inside.memberId, registrationId: inside.id, guests: 1, checkedOutAt: null, memberName: 'Ama Mensah' },
      { memberId: marked.memberId, registrationId: marked.id, guests: 0, checkedInAt: null },
      { memberId: walkIn, registrationId: null, guests: 0, memberName: 'Esi Boateng' },
    ])
    expect(attendance?.whoCame.nodes[2]?.checkedOutAt).not.toBeNull()
  })

  it('pages through who came in the order of coming', async () => {
    const eventId = await started()
    const all: string[] = []
    for (let people = 0; people < 5; people += 1) {
      const { id: memberId } = await church.member()
      all.push((await letIn({ eventId, memberId })).memberId)
    }
    // Members who came in the same instant are told apart by their ids.
    const at = clock.now()
    await church.write((db) =>
      db
        .updateTable('attendance_record')
        .set({ checked_in_at: at })
        .where('event_id', '=', eventId)
        .where('member_id', 'in', all.slice(1, 4))
        .execute(),
    )
    const order = [all[0], all[4], ...all.slice(1, 4).toSorted()]

    const first = (await ask(eventId, { first: 3 }))?.whoCame
    const second = (await ask(eventId, { first: 3, after: first?.pageInfo.endCursor ?? '' }))?.whoCame

    expect([...(first?.nodes ?? []), ...(second?.nodes ?? [])].map(({ memberId }) => memberId)).toEqual(order)
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } })
    expect(second?.pageInfo.hasNextPage).toBe(false)
  })

  it('keeps the occurrences of a series apart', async () => {
    const startsAt = addSeconds(clock.now(), -25 * 3600)
    const eventId = await started({ startsAt, rrule: 'FREQ=DAILY;COUNT=3' })
    const second = addSeconds(startsAt, 24 * 3600)
    const { id: memberId } = await church.member()
    await letIn({ eventId, memberId, occurrenceAt: second })
    const input = { eventId, occurrenceAt: second, counts: [{ category: 'CHILDREN' as const, count: 8 }] }
    const { data } = await admin.api.send(Count, { input })

    expect(data?.recordHeadcount).toEqual({
      ...{ attendance: { headcounts: [{ category: 'CHILDREN', count: 8 }] }, errors: [] },
    })
    expect(await ask(eventId)).toMatchObject({ cameCount: 0, headcounts: [], whoCame: { nodes: [] } })
    expect(await ask(eventId, { occurrenceAt: second })).toMatchObject({
      ...{ cameCount: 1, headcounts: [{ count: 8 }], whoCame: { nodes: [{ memberId }] } },
    })
    expect(await ask(eventId, { occurrenceAt: addSeconds(second, 60) })).toBeNull()
  })

  it('never shows what a child leaves against', async () => {
    const eventId = await started()
    const { id: memberId } = await church.member({ birthDate: addDays(localDay(clock.now(), 'UTC'), -6 * 365) })
    const { pickupCode } = await letIn({ eventId, memberId })

    expect(pickupCode).not.toBeNull()
    expect(JSON.stringify(await ask(eventId))).not.toContain(pickupCode)
  })

  it('reaches for leaders what their own ministry holds, and is null for the rest', async () => {
    const leader = await church.person('LEADER')
    const ministryId = await church.ministry([leader.memberId ?? ''])
    const [own, other] = [await started({ ministryId }), await started()]

    expect(await ask(own, {}, leader)).toMatchObject({ eventId: own })
    expect(await ask(other, {}, leader)).toBeNull()
  })

  it('asks the database as often for twenty people as for one', async () => {
    const [few, many] = [await started(), await started()]
    await letIn({ registrationId: (await plantRegistration(church, admin, { eventId: few })).id })
    for (let people = 0; people < 20; people += 1) {
      await letIn({ eventId: many, memberId: (await church.member()).id })
    }

    // What jobs and relays ask meanwhile is not counted.
    const asked = async (eventId: string) =>
      (await statementsOf(() => ask(eventId))).filter((text) => /"(?:attendance_|event_|member")/.test(text))
    await ask(few)

    // Of one it is asked in other words.
    expect((await asked(many)).length).toBe((await asked(few)).length)
  })
})
