import { refuseAll, type Refusal, type UserError } from '../platform/refusal.js'
import { countCharacters, trimmed } from '../platform/text.js'

/** How a question is answered. */
export const questionTypes = ['TEXT', 'BOOLEAN', 'CHOICE'] as const

/** One of `questionTypes`. */
export type QuestionType = (typeof questionTypes)[number]

/** What people are asked who register. */
export interface Question {
  readonly id: string
  readonly eventId: string
  readonly label: string
  readonly type: QuestionType
  readonly isRequired: boolean
  /** What a CHOICE lies between; empty for the other types. */
  readonly choices: readonly string[]
}

/** A question as somebody writes it; with an id, one that there is already: its answers stay. */
export interface QuestionDraft {
  readonly id?: string | null
  readonly label: string
  readonly type: QuestionType
  readonly isRequired?: boolean | null
  readonly choices?: readonly string[] | null
}

/** What somebody answers. */
export interface Answer {
  readonly questionId: string
  readonly value: string
}

type Code = 'REQUIRED' | 'TOO_LONG' | 'INVALID' | 'NOT_FOUND'

/** Beside how many questions nobody registers any more, and how many ways a choice may have. */
const maximum = { questions: 30, choices: 30, label: 255, value: 1000 } as const

const fault = (code: Code, message: string, path: readonly string[]): UserError<Code> => ({
  ...{ code, message, path },
  params: null,
})

/** The questions as they are kept: tidied texts; choices of a CHOICE alone. */
export const tidyQuestions = (drafts: readonly QuestionDraft[]): readonly Omit<Question, 'eventId'>[] =>
  drafts.map(({ id, label, type, isRequired, choices }) => ({
    ...{ id: id ?? '', label: label.trim(), type, isRequired: isRequired ?? false },
    choices: type === 'CHOICE' ? (choices ?? []).map((choice) => choice.trim()) : [],
  }))

/** Everything wrong with what is to be asked; null when nothing is. `known` are the ids of the questions there are. */
export function questionFaults(
  questions: readonly Omit<Question, 'eventId'>[],
  known: ReadonlySet<string>,
): Refusal<Code> | null {
  if (questions.length > maximum.questions) {
    return refuseAll([fault('INVALID', `Ask ${maximum.questions} questions at most.`, ['questions'])])
  }
  const seen = new Set<string>()
  return refuseAll(
    questions.flatMap((question, index) => {
      const { id } = question
      const faults = faultsOfQuestion(question, ['questions', String(index)])
      const isTwice = id !== '' && seen.has(id)
      seen.add(id)
      if (id === '' || (known.has(id) && !isTwice)) return faults
      const path = ['questions', String(index), 'id']
      return [
        ...faults,
        isTwice ? fault('INVALID', 'Named twice.', path) : fault('NOT_FOUND', 'No such question.', path),
      ]
    }),
  )
}

function faultsOfQuestion({ label, type, choices }: Omit<Question, 'eventId'>, path: readonly string[]) {
  const faults: UserError<Code>[] = []
  if (label === '') faults.push(fault('REQUIRED', 'Must not be empty.', [...path, 'label']))
  if (countCharacters(label) > maximum.label) {
    faults.push(fault('TOO_LONG', `Must not be longer than ${maximum.label} characters.`, [...path, 'label']))
  }
  const isDistinct = new Set(choices).size === choices.length && choices.every((choice) => choice !== '')
  if (type === 'CHOICE' && (choices.length < 2 || choices.length > maximum.choices || !isDistinct)) {
    faults.push(fault('INVALID', `Name 2 to ${maximum.choices} different choices.`, [...path, 'choices']))
  }
  for (const choice of choices) {
    if (countCharacters(choice) > maximum.label) {
      faults.push(fault('TOO_LONG', `A choice has ${maximum.label} characters at most.`, [...path, 'choices']))
    }
  }
  return faults
}

/** What somebody sends: of a question that they leave open, nothing or blanks. */
export type SentAnswer = Pick<Answer, 'questionId'> & { readonly value?: string | null }

/** The answers as they are kept: tidied, those that say nothing left out. */
export const tidyAnswers = (answers: readonly SentAnswer[]): readonly Answer[] =>
  answers.flatMap(({ questionId, value }) => {
    const said = trimmed(value)
    return said === null ? [] : [{ questionId, value: said }]
  })

/** Everything wrong with answers as they were sent: what was not asked, what is no answer to it, and what was left open. */
export function answerFaults(questions: readonly Question[], answers: readonly SentAnswer[]): UserError<Code>[] {
  const asked = new Map(questions.map((question) => [question.id, question]))
  const given = new Set<string>()
  const faults = answers.flatMap((answer, index) => {
    const path = ['answers', String(index)]
    const question = asked.get(answer.questionId)
    if (!question) return [fault('NOT_FOUND', 'The event has no such question.', [...path, 'questionId'])]
    const value = trimmed(answer.value)
    if (value === null) return []
    if (given.has(question.id)) return [fault('INVALID', 'Answered twice.', [...path, 'questionId'])]
    given.add(question.id)
    return faultsOfAnswer(question, value, [...path, 'value'])
  })
  const open = questions.filter(({ id, isRequired }) => isRequired && !given.has(id))
  return [
    ...faults,
    ...open.map(({ id, label }) => ({
      ...fault('REQUIRED', `This must be answered: ${label}`, ['answers']),
      params: { questionId: id },
    })),
  ]
}

function faultsOfAnswer({ type, choices }: Question, value: string, path: readonly string[]): UserError<Code>[] {
  if (type === 'BOOLEAN' && value !== 'true' && value !== 'false') {
    return [fault('INVALID', 'Answer `true` or `false`.', path)]
  }
  if (type === 'CHOICE' && !choices.includes(value)) return [fault('INVALID', 'This is none of the choices.', path)]
  if (countCharacters(value) <= maximum.value) return []
  return [fault('TOO_LONG', `Must not be longer than ${maximum.value} characters.`, path)]
}
