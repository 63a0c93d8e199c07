import { beforeAll, describe, expect, it } from 'vitest'
import type { CreateEvent } from '../events/create-event.js'
import { systemClock as clock } from '../platform/clock.js'
import { addDays, addSeconds, localDay } from '../platform/instant.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { plantRegistration } from '../testing/plant-registration.js'
import { createWorld } from '../testing/world.js'
import { cancelRegistration } from './cancel-registration.js'
import { checkIn } from './check-in.js'
import { closeAttendance } from './close-attendance.js'
import { markAttendance } from './mark-attendance.js'
import { registerForEvent } from './register-for-event.js'
import type { RegistrationStatus } from './registration.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
})

/** An event that started an hour ago. */
const started = (described: Partial<CreateEvent> = {}) =>
  church.event({ registration: 'OPTIONAL', startsAt: addSeconds(clock.now(), -3600), ...described })

const arriving = async (described: Partial<CreateEvent> = {}) =>
  plantRegistration(church, admin, { eventId: (await started(described)).id })

const letIn = (arrival: Parameters<typeof checkIn>[1]) => church.as(admin, (ctx) => checkIn(ctx, arrival))
const mark = (id: string, status: 'ATTENDED' | 'NO_SHOW') =>
  church.as(admin, (ctx) => markAttendance(ctx, { id, status }))

const statusOf = async (id: string): Promise<RegistrationStatus | undefined> => {
  const [row] = await church.write((db) =>
    db.selectFrom('event_registration').select('status').where('id', '=', id).execute(),
  )
  return row?.status
}

const recordsOf = (eventId: string) =>
  church.write((db) => db.selectFrom('attendance_record').selectAll().where('event_id', '=', eventId).execute())

/** Somebody who left the roll. */
const archived = async (): Promise<string> => {
  const { id } = await church.member()
  await church.write((db) => db.updateTable('member').set({ archived_at: clock.now() }).where('id', '=', id).execute())
  return id
}

const refused = (code: string) => ({ errors: [{ code }] })

describe('registerForEvent', () => {
  it('takes nobody who left the roll', async () => {
    const { id: eventId } = await church.event({ registration: 'OPTIONAL' })
    const memberId = await archived()

    const outcome = await church.as(admin, (ctx) => registerForEvent(ctx, { eventId, memberId }))

    expect(outcome).toMatchObject(refused('NOT_FOUND'))
  })
})

describe('checkIn', () => {
  it('lets in by the code, however it is typed, and marks the registration', async () => {
    const { id, checkInCode, eventId, memberId } = await arriving()

    const record = done(await letIn({ code: ` ${checkInCode.toLowerCase().replace(/^(.{4})/, '$1-')} ` }))

    expect(record).toMatchObject({ eventId, memberId, recordedBy: admin.userId, pickupCode: null, checkedOutAt: null })
    expect(await statusOf(id)).toBe('ATTENDED')
  })

  it('answers the first record to whoever asks again, in any way', async () => {
    const { id: registrationId, checkInCode: code, eventId, memberId } = await arriving()

    const first = done(await letIn({ code }))

    expect(await letIn({ registrationId })).toEqual(first)
    expect(await letIn({ eventId, memberId })).toEqual(first)
  })

  it('keeps one record when ten scanners read the code at once', async () => {
    const { checkInCode: code, eventId } = await arriving()

    const records = await church.race(admin, async (ctx) => done(await checkIn(ctx, { code })))

    expect(new Set(records.map(({ id }) => id)).size).toBe(1)
    expect(await recordsOf(eventId)).toHaveLength(1)
  })

  it('keeps one record when ten let in who has not registered', async () => {
    const { id: eventId } = await started()
    const { id: memberId } = await church.member()

    const records = await church.race(admin, async (ctx) => done(await checkIn(ctx, { eventId, memberId })))

    expect(new Set(records.map(({ id }) => id)).size).toBe(1)
  })

  it('gives children, and them alone, a code that they leave against', async () => {
    const { id: eventId } = await started()
    const birthDate = addDays(localDay(clock.now(), 'UTC'), -6 * 365)
    const [child, adult] = [await church.member({ birthDate }), await church.member({ birthDate: '1980-01-01' })]

    const first = done(await letIn({ eventId, memberId: child.id }))

    expect(first.pickupCode).toMatch(/^[0-9A-Z]{6}$/)
    expect(await letIn({ eventId, memberId: child.id })).toEqual(first)
    expect(await letIn({ eventId, memberId: adult.id })).toMatchObject({ pickupCode: null })
  })

  it('lets in who comes after it was settled that they had not', async () => {
    const { id, checkInCode: code } = await arriving()
    done(await mark(id, 'NO_SHOW'))

    done(await letIn({ code }))

    expect(await statusOf(id)).toBe('ATTENDED')
  })

  it('refuses who is not named in one way, and who there is not', async () => {
    const { id: eventId } = await started({ rrule: 'FREQ=DAILY;COUNT=3' })
    const [{ id: memberId }, nobody] = [await church.member(), crypto.randomUUID()]

    expect(await letIn({})).toMatchObject(refused('REQUIRED'))
    expect(await letIn({ memberId })).toMatchObject(refused('REQUIRED'))
    expect(await letIn({ code: 'X', registrationId: nobody })).toMatchObject(refused('REQUIRED'))
    expect(await letIn({ eventId, memberId })).toMatchObject(refused('REQUIRED'))
    expect(await letIn({ code: 'AAAAAAAAAAAA' })).toMatchObject(refused('NOT_FOUND'))
    expect(await letIn({ registrationId: nobody })).toMatchObject(refused('NOT_FOUND'))
    expect(await letIn({ eventId: nobody, memberId })).toMatchObject(refused('NOT_FOUND'))
    expect(await letIn({ eventId, memberId: nobody })).toMatchObject(refused('NOT_FOUND'))
    expect(await letIn({ eventId, memberId: await archived() })).toMatchObject(refused('NOT_FOUND'))
    expect(await recordsOf(eventId)).toEqual([])
  })

  it('refuses who has cancelled, who waits, and who comes a day early', async () => {
    const cancelled = await arriving()
    await church.as(admin, (ctx) => cancelRegistration(ctx, { id: cancelled.id }))
    const { eventId } = await arriving({ capacity: 1 })
    const waiting = await plantRegistration(church, admin, { eventId })
    const early = await plantRegistration(church, admin)

    for (const { checkInCode: code } of [cancelled, waiting, early]) {
      expect(await letIn({ code })).toMatchObject(refused('NOT_ALLOWED_NOW'))
    }
    expect(await letIn({ eventId, memberId: waiting.memberId })).toMatchObject(refused('NOT_ALLOWED_NOW'))
  })

  it('is for who has registered alone where that is required', async () => {
    const { id: eventId } = await church.event({ registration: 'REQUIRED', startsAt: addSeconds(clock.now(), 60) })
    const { memberId } = await plantRegistration(church, admin, { eventId })
    const { id: stranger } = await church.member()

    const no = { code: 'NOT_ALLOWED_NOW', path: ['memberId'] }
    expect(await letIn({ eventId, memberId: stranger })).toMatchObject({ errors: [no] })
    expect(done(await letIn({ eventId, memberId }))).toMatchObject({ memberId })
  })

  it('reaches for leaders what their own ministry holds, and nothing else', async () => {
    const leader = await church.person('LEADER')
    const ministryId = await church.ministry([leader.memberId ?? ''])
    const [own, other] = [await arriving({ ministryId }), await arriving()]

    const byLeader = (code: string) => church.as(leader, (ctx) => checkIn(ctx, { code }))

    expect(await byLeader(own.checkInCode)).toMatchObject({ memberId: own.memberId })
    expect(await byLeader(other.checkInCode)).toMatchObject(refused('NOT_FOUND'))
  })
})

describe('markAttendance', () => {
  it('settles who came, settles it anew, and takes a wrong check-in back', async () => {
    const { id, checkInCode: code, eventId } = await arriving()

    expect(await mark(id, 'ATTENDED')).toMatchObject({ status: 'ATTENDED' })
    done(await letIn({ code }))
    expect(await mark(id, 'NO_SHOW')).toMatchObject({ status: 'NO_SHOW' })
    expect(await recordsOf(eventId)).toEqual([])
    expect(await mark(id, 'ATTENDED')).toMatchObject({ status: 'ATTENDED' })
  })

  it('waits for the start, and is for who has a place', async () => {
    const early = await plantRegistration(church, admin)
    const { eventId } = await arriving({ capacity: 1 })
    const waiting = await plantRegistration(church, admin, { eventId })

    expect(await mark(early.id, 'ATTENDED')).toMatchObject(refused('NOT_ALLOWED_NOW'))
    expect(await mark(waiting.id, 'ATTENDED')).toMatchObject(refused('NOT_ALLOWED_NOW'))
    expect(await mark(crypto.randomUUID(), 'NO_SHOW')).toMatchObject(refused('NOT_FOUND'))
  })

  it('is nothing that members do for themselves', async () => {
    const member = await church.person('MEMBER')
    const { id: eventId } = await started()
    const { id } = await plantRegistration(church, admin, { eventId, memberId: member.memberId ?? '' })

    const own = church.as(member, (ctx) => markAttendance(ctx, { id, status: 'ATTENDED' }))

    await expect(own).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('closeAttendance', () => {
  const close = (eventId: string, occurrenceAt: string | null = null) =>
    church.as(admin, (ctx) => closeAttendance(ctx, { eventId, occurrenceAt }))

  it('settles the rest, and leaves those who came and those who wait', async () => {
    const came = await arriving({ capacity: 2 })
    const [missed, waits] = [
      await plantRegistration(church, admin, { eventId: came.eventId }),
      await plantRegistration(church, admin, { eventId: came.eventId }),
    ]
    done(await letIn({ registrationId: came.id }))

    done(await close(came.eventId))

    expect(await Promise.all([came, missed, waits].map(({ id }) => statusOf(id)))).toEqual([
      ...['ATTENDED', 'NO_SHOW', 'WAITLISTED'],
    ])
  })

  it('waits for the start, and for the name of an occurrence', async () => {
    const early = await church.event()
    const series = await started({ rrule: 'FREQ=DAILY;COUNT=3' })

    expect(await close(early.id)).toMatchObject(refused('NOT_ALLOWED_NOW'))
    expect(await close(series.id)).toMatchObject(refused('REQUIRED'))
    expect(await close(series.id, '1999-01-01T00:00:00Z')).toMatchObject(refused('NOT_FOUND'))
    expect(await close(crypto.randomUUID())).toMatchObject(refused('NOT_FOUND'))
  })
})
