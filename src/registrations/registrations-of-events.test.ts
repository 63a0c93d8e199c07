import { beforeEach, describe, expect, it } from 'vitest'
import { cancelEvent } from '../events/cancel-event.js'
import { deleteEvent } from '../events/delete-event.js'
import { updateEvent } from '../events/update-event.js'
import { systemClock as clock } from '../platform/clock.js'
import { newId } from '../platform/ids.js'
import { addSeconds } from '../platform/instant.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { addRecord } from './attendance.repository.js'
import type { Question } from './question.js'
import { questionsOf } from './questions.repository.js'
import { registerForEvent } from './register-for-event.js'
import { setEventQuestions } from './set-event-questions.js'

const world = await createWorld()
const day = 24 * 3600

let church: ChurchWorld
let admin: Person
let memberId: string
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
  memberId = (await church.member()).id
})

const register = (eventId: string, occurrenceAt: string | null = null, who = memberId) =>
  church.as(admin, async (ctx) => done(await registerForEvent(ctx, { eventId, memberId: who, occurrenceAt })))

const kept = () =>
  church.write((db) =>
    db
      .selectFrom('event_registration')
      .select(['event_id as eventId', 'occurrence_at as occurrenceAt', 'status'])
      .orderBy('occurrence_at')
      .orderBy('queue_no')
      .execute(),
  )

const told = (type: string) =>
  church.write((db) =>
    db.selectFrom('notification').select(['audience_kind', 'audience_ids']).where('type', '=', type).execute(),
  )

const start = (days: number) => addSeconds(clock.now().replace(/\.\d+Z/, 'Z'), days * day)
const same = (at: string) => addSeconds(at, 0)
const times = async () => (await kept()).map(({ occurrenceAt }) => same(occurrenceAt))

describe('registrations', () => {
  it('end with an event that is called off, which their members are told', async () => {
    const { id } = await church.event({ registration: 'OPTIONAL' })
    await register(id)

    await church.as(admin, async (ctx) => done(await cancelEvent(ctx, { id })))

    expect((await kept()).map(({ status }) => status)).toEqual(['CANCELLED'])
    expect(await told('EVENT_CANCELLED')).toEqual([{ audience_kind: 'MEMBER', audience_ids: [memberId] }])
    expect(await told('REGISTRATION_CANCELLED')).toEqual([])
  })

  it('move with a series, each to its next day, and their members are told', async () => {
    const startsAt = start(2)
    const { id } = await church.event({ registration: 'OPTIONAL', startsAt, rrule: 'FREQ=DAILY;COUNT=3' })
    for (const days of [2, 3]) await register(id, addSeconds(startsAt, (days - 2) * day))

    const later = addSeconds(startsAt, day)
    const change = { id, startsAt: later, endsAt: addSeconds(later, 7200) }
    await church.as(admin, async (ctx) => done(await updateEvent(ctx, change)))

    expect(await times()).toEqual([same(later), addSeconds(later, day)])
    expect(await told('EVENT_CHANGED')).toEqual([{ audience_kind: 'MEMBER', audience_ids: [memberId] }])
  })

  it('of what is over, or was called off before, do not keep from others what is changed of the rest', async () => {
    const startsAt = start(-1)
    const { id } = await church.event({ registration: 'OPTIONAL', startsAt, rrule: 'FREQ=DAILY;COUNT=5' })
    const { id: calledOff } = await church.member()
    await register(id, addSeconds(startsAt, 2 * day), calledOff)
    const off = { id, scope: 'THIS' as const, occurrenceAt: addSeconds(startsAt, 2 * day) }
    await church.as(admin, async (ctx) => done(await cancelEvent(ctx, off)))
    await register(id, addSeconds(startsAt, 3 * day))
    await church.write((db) =>
      db.updateTable('event_registration').set({ occurrence_at: startsAt }).where('member_id', '=', memberId).execute(),
    )

    await church.as(admin, async (ctx) => done(await updateEvent(ctx, { id, location: 'Chapel' })))

    expect(await told('EVENT_CHANGED')).toEqual([{ audience_kind: 'CHURCH', audience_ids: [] }])
  })

  it('go with the second half of a series that is split', async () => {
    const startsAt = start(2)
    const { id } = await church.event({ registration: 'OPTIONAL', startsAt, rrule: 'FREQ=DAILY;COUNT=4' })
    const occurrenceAt = addSeconds(startsAt, 2 * day)
    await register(id, startsAt)
    await register(id, occurrenceAt)
    const came = { id: newId(clock), eventId: id, occurrenceAt, memberId, recordedBy: admin.userId, pickupCode: null }
    await church.write((db) => addRecord(db, { ...came, checkedInAt: clock.now() }))

    const split = { id, scope: 'FOLLOWING' as const, occurrenceAt, title: 'Later service' }
    const { id: second } = await church.as(admin, async (ctx) => done(await updateEvent(ctx, split)))

    expect((await kept()).map(({ eventId }) => eventId)).toEqual([id, second])
    expect(second).not.toBe(id)
    const records = await church.write((db) => db.selectFrom('attendance_record').select('event_id').execute())
    expect(records).toEqual([{ event_id: second }])
  })

  it('take their answers along, which answer the same questions of the second half', async () => {
    const startsAt = start(2)
    const { id } = await church.event({ registration: 'OPTIONAL', startsAt, rrule: 'FREQ=DAILY;COUNT=3' })
    const questions = [
      { label: 'Allergies', type: 'TEXT' as const },
      { label: 'Meal', type: 'CHOICE' as const, choices: ['Rice', 'Beans'], isRequired: true },
    ]
    await church.as(admin, async (ctx) => done(await setEventQuestions(ctx, { eventId: id, questions })))
    const [, meal] = await church.write((db) => questionsOf(db, [id]))
    const answers = [{ questionId: meal?.id ?? '', value: 'Beans' }]
    const answering = { eventId: id, memberId, answers }
    const occurrences = [startsAt, addSeconds(startsAt, day), addSeconds(startsAt, 2 * day)]
    for (const occurrenceAt of occurrences) {
      await church.as(admin, async (ctx) => done(await registerForEvent(ctx, { ...answering, occurrenceAt })))
    }

    const split = { id, scope: 'FOLLOWING' as const, occurrenceAt: occurrences[1] ?? '', title: 'Later service' }
    const { id: second } = await church.as(admin, async (ctx) => done(await updateEvent(ctx, split)))

    const asked = (eventId: string) => church.write((db) => questionsOf(db, [eventId]))
    const withoutIds = (all: readonly Question[]) => all.map(({ id: _id, eventId: _event, ...question }) => question)
    expect(withoutIds(await asked(second))).toEqual(withoutIds(await asked(id)))
    const answered = await church.write((db) =>
      db
        .selectFrom('event_answer')
        .innerJoin('event_registration', 'event_registration.id', 'event_answer.registration_id')
        .innerJoin('event_question', 'event_question.id', 'event_answer.question_id')
        .select(['event_registration.event_id as of', 'event_question.event_id as asks', 'label', 'value'])
        .orderBy('event_registration.occurrence_at')
        .execute(),
    )
    expect(answered).toEqual(
      [id, second, second].map((event) => ({ of: event, asks: event, label: 'Meal', value: 'Beans' })),
    )
  })

  it('move up when there are more places, and forbid fewer than are taken', async () => {
    const { id } = await church.event({ registration: 'OPTIONAL', capacity: 2 })
    for (let people = 0; people < 3; people += 1) await register(id, null, (await church.member()).id)
    const change = (capacity: number) => church.as(admin, (ctx) => updateEvent(ctx, { id, capacity }))

    expect(await change(1)).toMatchObject({ errors: [{ code: 'INVALID', path: ['capacity'], params: { minimum: 2 } }] })
    expect((await kept()).map(({ status }) => status)).toEqual(['REGISTERED', 'REGISTERED', 'WAITLISTED'])
    done(await change(3))
    expect((await kept()).map(({ status }) => status)).toEqual(['REGISTERED', 'REGISTERED', 'REGISTERED'])
    expect(await told('REGISTRATION_PROMOTED')).toHaveLength(1)
  })

  it('keep an event from being deleted', async () => {
    const { id } = await church.event({ registration: 'OPTIONAL' })
    await register(id)

    expect(await church.as(admin, (ctx) => deleteEvent(ctx, { id }))).toMatchObject({
      errors: [{ code: 'NOT_ALLOWED_NOW' }],
    })
  })
})
