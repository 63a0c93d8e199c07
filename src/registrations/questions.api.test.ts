import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { Places, register } from '../testing/registration-desk.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const SetQuestions = graphql(`
  mutation SetQuestions($input: SetEventQuestionsInput!) {
    setEventQuestions(input: $input) {
      event {
        questions {
          id
          label
          choices
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
let member: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
  member = await church.person('MEMBER')
})

const open = () => church.event({ registration: 'OPTIONAL' })

describe('questions', () => {
  const asking = async () => {
    const { id: eventId } = await open()
    const questions = [
      { label: 'Allergies', type: 'TEXT' as const },
      { label: 'Coming by bus?', type: 'BOOLEAN' as const, isRequired: true },
      { label: 'Meal', type: 'CHOICE' as const, choices: ['Rice', 'Beans'] },
    ]
    const { data } = await admin.api.send(SetQuestions, { input: { eventId, questions } })
    const [text = '', bus = '', meal = ''] = data?.setEventQuestions?.event?.questions.map(({ id }) => id) ?? []
    return { eventId, text, bus, meal }
  }

  it('are answered by who registers', async () => {
    const { eventId, bus, meal } = await asking()
    const answers = [
      { questionId: meal, value: 'Beans' },
      { questionId: bus, value: 'true' },
    ]

    const { registration } = await register(member, { eventId, answers })

    expect(registration?.answers).toEqual([
      { label: 'Coming by bus?', value: 'true' },
      { label: 'Meal', value: 'Beans' },
    ])
  })

  it('refuse what is no answer, each with its path', async () => {
    const { eventId, text, meal } = await asking()
    const answers = [
      { questionId: meal, value: 'Pizza' },
      { questionId: text, value: 'x'.repeat(1001) },
      { questionId: text, value: 'again' },
      { questionId: crypto.randomUUID(), value: 'x' },
    ]

    const { errors } = await register(member, { eventId, answers })

    expect(errors?.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'INVALID answers.0.value',
      'TOO_LONG answers.1.value',
      'INVALID answers.2.questionId',
      'NOT_FOUND answers.3.questionId',
      'REQUIRED answers',
    ])
  })

  it('keep their answers when they are worded anew, and lose them when they are gone', async () => {
    const { eventId, bus, meal } = await asking()
    const answers = [
      { questionId: bus, value: 'false' },
      { questionId: meal, value: 'Rice' },
    ]
    await register(member, { eventId, answers })

    const questions = [{ id: bus, label: 'By bus?', type: 'BOOLEAN' as const }]
    await admin.api.send(SetQuestions, { input: { eventId, questions } })

    const { data } = await member.api.send(Places, { first: 50 })
    expect(data?.events.nodes.find(({ id }) => id === eventId)?.myRegistration?.answers).toEqual([{ value: 'false' }])
  })

  it('are refused with all their faults', async () => {
    const { eventId } = await asking()
    const questions = [
      { label: ' ', type: 'TEXT' as const },
      { label: 'Meal', type: 'CHOICE' as const, choices: ['Rice', 'Rice'] },
      { id: crypto.randomUUID(), label: 'Strange', type: 'TEXT' as const },
    ]

    const { data } = await admin.api.send(SetQuestions, { input: { eventId, questions } })

    expect(data?.setEventQuestions?.errors).toEqual([
      { code: 'REQUIRED', path: ['questions', '0', 'label'] },
      { code: 'INVALID', path: ['questions', '1', 'choices'] },
      { code: 'NOT_FOUND', path: ['questions', '2', 'id'] },
    ])
  })
})
