import { beforeAll, describe, expect, it } from 'vitest'
import type { CreateEvent } from '../events/create-event.js'
import { systemClock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { plantRegistration } from '../testing/plant-registration.js'
import { mutate, refusalOf, told } from '../testing/refusal.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
let member: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
  member = await church.person('MEMBER')
})

const day = 24 * 3600
const tomorrow = addSeconds(systemClock.now(), day)
const daily = { startsAt: tomorrow, rrule: 'FREQ=DAILY;COUNT=3' }

const open = async (described: Partial<CreateEvent> = {}): Promise<string> =>
  (await church.event({ registration: 'OPTIONAL', ...described })).id

/** What is told to a member who registers in vain, or to somebody else. */
const refusal = (input: object, { api } = member) =>
  refusalOf(world, church, () => mutate(api, 'registerForEvent', input))

const cancel = async (input: { readonly id: string; readonly scope?: string; readonly occurrenceAt?: string }) =>
  expect(told(await mutate(admin.api, 'cancelEvent', input))).toBe('200')

describe('registerForEvent refuses, and writes nothing,', () => {
  it('after the deadline of the one occurrence whose deadline is over', async () => {
    const eventId = await open({ ...daily, deadlineMinutes: 36 * 60 })

    const first = { eventId, occurrenceAt: tomorrow }
    expect(await refusal(first)).toBe('200 DEADLINE_PASSED eventId')
    expect(await refusal({ ...first, idempotencyKey: crypto.randomUUID() })).toBe('200 DEADLINE_PASSED eventId')
    const second = { eventId, occurrenceAt: addSeconds(tomorrow, day) }
    expect(told(await mutate(member.api, 'registerForEvent', second))).toBe('200')
  })

  it('who has registered, and who waits', async () => {
    const eventId = await open({ capacity: 1 })
    await plantRegistration(church, admin, { eventId, memberId: member.memberId ?? '' })
    const { memberId } = await plantRegistration(church, admin, { eventId })

    expect(await refusal({ eventId })).toBe('200 ALREADY_REGISTERED memberId')
    expect(await refusal({ eventId, memberId }, admin)).toBe('200 ALREADY_REGISTERED memberId')
  })

  it('for what was called off, alone or whole', async () => {
    const [whole, series] = [await open(), await open(daily)]
    await cancel({ id: whole })
    await cancel({ id: series, scope: 'THIS', occurrenceAt: tomorrow })

    expect(await refusal({ eventId: whole })).toBe('200 NOT_ALLOWED_NOW eventId')
    expect(await refusal({ eventId: series, occurrenceAt: tomorrow })).toBe('200 NOT_ALLOWED_NOW eventId')
  })

  it('for what is over, also one occurrence of what goes on, whoever asks', async () => {
    const yesterday = addSeconds(tomorrow, -2 * day)
    const eventId = await open({ ...daily, startsAt: yesterday })
    const { id: memberId } = await church.member()

    const over = { eventId, occurrenceAt: yesterday }
    expect(await refusal(over)).toBe('200 NOT_ALLOWED_NOW eventId')
    expect(await refusal({ ...over, memberId }, admin)).toBe('200 NOT_ALLOWED_NOW eventId')
  })

  it('for a draft, which members do not even see', async () => {
    const eventId = await open({ isDraft: true })
    const { id: memberId } = await church.member()

    expect(await refusal({ eventId })).toBe('200 NOT_FOUND eventId')
    expect(await refusal({ eventId, memberId }, admin)).toBe('200 NOT_ALLOWED_NOW eventId')
  })

  it.each([
    ['an event that there is not', { eventId: crypto.randomUUID() }, '200 NOT_FOUND eventId'],
    ['an event that is none', { eventId: 'Easter' }, '400 BAD_USER_INPUT input.eventId'],
    ['a moment that is none', { occurrenceAt: '2031-02-30T09:00:00Z' }, '400 BAD_USER_INPUT input.occurrenceAt'],
    ['a moment at which nothing is', { occurrenceAt: '2031-03-01T09:00:00Z' }, '200 NOT_FOUND occurrenceAt'],
    ['more guests than one brings', { guests: 51 }, '200 INVALID guests'],
    ['more guests than there are numbers', { guests: 2_147_483_648 }, '400 BAD_USER_INPUT input.guests'],
    ['a key that is none', { idempotencyKey: 'again' }, '400 BAD_USER_INPUT input.idempotencyKey'],
  ])('%s', async (_what, wrong, expected) => {
    expect(await refusal({ eventId: await open(), ...wrong })).toBe(expected)
  })

  it('more people than there will ever be places for', async () => {
    expect(await refusal({ eventId: await open({ capacity: 3 }), guests: 3 })).toBe('200 EVENT_FULL eventId')
  })
})

describe('an answer', () => {
  it('is refused where it stands, also behind questions that are left open', async () => {
    const [eventId, other] = [await open(), await open()]
    const ask = async (id: string) => {
      const questions = [{ label: 'Coming by bus?', type: 'BOOLEAN' }]
      expect(told(await mutate(admin.api, 'setEventQuestions', { eventId: id, questions }))).toBe('200')
      const text = 'query ($id: ID!) { event(id: $id) { questions { id } } }'
      const { data } = await admin.api.sendText(text, { id })
      const event = data?.['event'] as { readonly questions: readonly { readonly id: string }[] } | undefined
      return event?.questions[0]?.id
    }
    const [bus, elsewhere] = [await ask(eventId), await ask(other)]
    const refusalOfAnswers = (...answers: readonly object[]) => refusal({ eventId, answers })
    const blank = { questionId: bus, value: ' ' }

    const strange = { questionId: elsewhere, value: 'true' }
    expect(await refusalOfAnswers(blank, strange)).toBe('200 NOT_FOUND answers.1.questionId')
    expect(await refusalOfAnswers({ ...strange, value: null })).toBe('200 NOT_FOUND answers.0.questionId')
    expect(await refusalOfAnswers(blank, { questionId: bus, value: 'yes' })).toBe('200 INVALID answers.1.value')
    expect(await refusalOfAnswers({ questionId: bus, value: 1 })).toBe('400 BAD_USER_INPUT input.answers.0.value')
  })
})
