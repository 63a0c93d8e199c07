import { beforeAll, describe, expect, it } from 'vitest'
import type { CreateEvent } from '../events/create-event.js'
import { systemClock as clock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { plantRegistration } from '../testing/plant-registration.js'
import { Register, register } from '../testing/registration-desk.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const Cancel = graphql(`
  mutation CancelRegistration($id: ID!) {
    cancelRegistration(input: { id: $id }) {
      registration {
        status
        cancelledAt
      }
      errors {
        code
      }
    }
  }
`)

const Registrations = graphql(`
  query Registrations($eventId: ID!, $first: Int, $after: String, $status: RegistrationStatus) {
    eventRegistrations(eventId: $eventId, first: $first, after: $after, status: $status) {
      nodes {
        memberId
        status
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`)

let church: ChurchWorld
let admin: Person
let member: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
  member = await church.person('MEMBER')
})

const open = (described: Partial<CreateEvent> = {}) => church.event({ registration: 'OPTIONAL', ...described })

const types = async (church: ChurchWorld, eventId: string) => {
  const told = await church.write((db) =>
    db
      .selectFrom('notification')
      .select(['type', 'audience_ids'])
      .where('entity_id', '=', eventId)
      .orderBy('seq')
      .execute(),
  )
  return told.filter(({ type }) => type !== 'EVENT_CREATED').map(({ type, audience_ids: ids }) => `${type} ${ids[0]}`)
}

describe('registerForEvent', () => {
  it('gives the viewer a place, a code for the door and a notice', async () => {
    const { id } = await open()

    const { registration } = await register(member, { eventId: id, guests: 2, note: ' By bus ' })

    expect(registration).toMatchObject({ status: 'REGISTERED', guests: 2, note: 'By bus', memberName: 'Ama Mensah' })
    expect(registration?.checkInCode).toMatch(/^[0-9A-Z]{12}$/)
    expect(registration?.checkInQr).toMatch(/^<svg [^]*<\/svg>$/)
    expect(registration?.checkInQr).not.toContain('Mensah')
    expect(await types(church, id)).toEqual([`REGISTRATION_CONFIRMED ${member.memberId}`])
  })

  it('answers what was asked with the same key once more, and registers nobody twice', async () => {
    const { id: eventId } = await open()
    const idempotencyKey = crypto.randomUUID()

    const [first, second] = [
      await register(member, { eventId, idempotencyKey }),
      await register(member, { eventId, idempotencyKey }),
    ]

    expect(second.registration).toEqual(first.registration)
    expect((await register(member, { eventId })).errors).toMatchObject([{ code: 'ALREADY_REGISTERED' }])
  })

  it.each([
    ['of which nobody registers', { registration: 'NONE' }, 'NOT_ALLOWED_NOW'],
    ['that is not open yet', { registrationOpensAt: '2999-01-01T00:00:00Z', rrule: null }, 'INVALID'],
    ['that is a draft', { isDraft: true }, 'NOT_FOUND'],
    ['for leaders', { visibility: 'LEADERS' }, 'NOT_FOUND'],
    ['that is over', { startsAt: '2001-01-01T00:00:00Z' }, 'NOT_ALLOWED_NOW'],
    ['whose deadline is over', { deadlineMinutes: 2 * 24 * 60 }, 'DEADLINE_PASSED'],
  ] as const)('refuses an event %s', async (_what, described, code) => {
    const startsAt = addSeconds(clock.now(), 24 * 3600)
    const opens = addSeconds(startsAt, -3600)
    const { id } = await open(code === 'INVALID' ? { startsAt, registrationOpensAt: opens } : described)

    const { errors } = await register(member, { eventId: id })

    expect(errors).toMatchObject([{ code: code === 'INVALID' ? 'NOT_ALLOWED_NOW' : code }])
  })

  it('refuses guests below nothing, a long note, and says all of it at once', async () => {
    const { id } = await open()

    const { errors } = await register(member, { eventId: id, guests: -1, note: 'x'.repeat(501) })

    expect(errors).toMatchObject([
      { code: 'TOO_LONG', path: ['note'] },
      { code: 'INVALID', path: ['guests'] },
    ])
  })

  it('asks which occurrence of a series, and keeps them apart', async () => {
    const startsAt = addSeconds(clock.now(), 24 * 3600)
    const { id: eventId } = await open({ startsAt, rrule: 'FREQ=DAILY;COUNT=3', capacity: 1 })
    const second = addSeconds(startsAt, 24 * 3600)

    expect((await register(member, { eventId })).errors).toMatchObject([{ code: 'REQUIRED', path: ['occurrenceAt'] }])
    const none = { eventId, occurrenceAt: addSeconds(startsAt, 60) }
    expect((await register(member, none)).errors).toMatchObject([{ code: 'NOT_FOUND', path: ['occurrenceAt'] }])
    const at = (occurrenceAt: string) => register(member, { eventId, occurrenceAt })
    expect((await at(startsAt)).registration?.status).toBe('REGISTERED')
    expect((await at(second)).registration?.status).toBe('REGISTERED')
  })

  it('is for others with the right to change the event alone, after the deadline as well', async () => {
    const { id: eventId } = await open({ deadlineMinutes: 2 * 24 * 60 })
    const { id: memberId } = await church.member()

    const { errors } = await member.api.send(Register, { input: { eventId, memberId } })
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    expect((await register(admin, { eventId, memberId })).registration?.status).toBe('REGISTERED')
    expect((await register(admin, { eventId })).errors).toMatchObject([{ code: 'REQUIRED', path: ['memberId'] }])
    const unknown = await register(admin, { eventId, memberId: crypto.randomUUID() })
    expect(unknown.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['memberId'] }])
  })

  it('in GROUP scope is for events of ministries that one leads', async () => {
    const leader = await church.person('LEADER')
    const ministryId = await church.ministry([leader.memberId ?? ''])
    const [own, other] = [await open({ ministryId }), await open()]
    const { id: memberId } = await church.member()

    expect((await register(leader, { eventId: own.id, memberId })).registration?.status).toBe('REGISTERED')
    const { errors } = await leader.api.send(Register, { input: { eventId: other.id, memberId } })
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    const listed = await leader.api.send(Registrations, { eventId: other.id })
    expect(listed.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    expect((await leader.api.send(Registrations, { eventId: own.id })).data?.eventRegistrations?.totalCount).toBe(1)
  })
})

describe('cancelRegistration', () => {
  it('promotes who waits, and tells them', async () => {
    const { id: eventId } = await open({ capacity: 1 })
    const { registration } = await register(member, { eventId })
    const { memberId } = await plantRegistration(church, admin, { eventId })

    const { data } = await member.api.send(Cancel, { id: registration?.id ?? '' })

    expect(data?.cancelRegistration).toMatchObject({ registration: { status: 'CANCELLED' }, errors: [] })
    expect(await types(church, eventId)).toEqual([
      `REGISTRATION_CONFIRMED ${member.memberId}`,
      `REGISTRATION_WAITLISTED ${memberId}`,
      `REGISTRATION_PROMOTED ${memberId}`,
    ])
    expect((await register(member, { eventId })).registration?.status).toBe('WAITLISTED')
  })

  it('tells the member when others do it, hides what is somebody else’s, and ends with the start', async () => {
    const { id: eventId } = await open({ startsAt: addSeconds(clock.now(), -3600) })
    const { id } = await plantRegistration(church, admin, { eventId, memberId: member.memberId ?? '' })
    const other = await church.person('MEMBER')

    expect((await other.api.send(Cancel, { id })).data?.cancelRegistration?.errors).toEqual([{ code: 'NOT_FOUND' }])
    expect((await member.api.send(Cancel, { id })).data?.cancelRegistration?.errors).toEqual([
      { code: 'NOT_ALLOWED_NOW' },
    ])
    expect((await admin.api.send(Cancel, { id })).data?.cancelRegistration?.errors).toEqual([])
    expect((await types(church, eventId)).at(-1)).toBe(`REGISTRATION_CANCELLED ${member.memberId}`)
  })
})

describe('eventRegistrations', () => {
  it('pages through the queue in its order', async () => {
    const { id: eventId } = await open({ capacity: 2 })
    const all: string[] = []
    for (let people = 0; people < 3; people += 1)
      all.push((await plantRegistration(church, admin, { eventId })).memberId)

    const first = (await admin.api.send(Registrations, { eventId, first: 2 })).data?.eventRegistrations
    const after = first?.pageInfo.endCursor ?? ''
    const second = (await admin.api.send(Registrations, { eventId, first: 2, after })).data?.eventRegistrations

    expect([...(first?.nodes ?? []), ...(second?.nodes ?? [])].map(({ memberId }) => memberId)).toEqual(all)
    expect(first?.totalCount).toBe(3)
    const waiting = await admin.api.send(Registrations, { eventId, status: 'WAITLISTED' })
    expect(waiting.data?.eventRegistrations?.nodes).toEqual([{ memberId: all[2], status: 'WAITLISTED' }])
  })
})
