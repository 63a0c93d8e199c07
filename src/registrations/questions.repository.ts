import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Answer, Question } from './question.js'

const questionColumns = [
  'event_question.id',
  'event_question.event_id as eventId',
  'event_question.label',
  'event_question.type',
  'event_question.is_required as isRequired',
  'event_question.choices',
] as const

/** What is asked about these events, in its order. */
export const questionsOf = (db: Db, eventIds: readonly string[]): Promise<Question[]> =>
  db
    .selectFrom('event_question')
    .select(questionColumns)
    .where('event_id', '=', sql<string>`any(${eventIds}::uuid[])`)
    .orderBy('position')
    .execute()

/** Puts these questions in place of what an event asks; the answers to those that are gone go with them. */
export async function replaceQuestions(
  db: Db,
  eventId: string,
  { questions, now }: { readonly questions: readonly Omit<Question, 'eventId'>[]; readonly now: Instant },
): Promise<void> {
  const ids = questions.map(({ id }) => id)
  await db
    .deleteFrom('event_question')
    .where('event_id', '=', eventId)
    .where('id', '<>', sql<string>`all(${ids}::uuid[])`)
    .execute()
  if (questions.length === 0) return
  await db
    .insertInto('event_question')
    .values(
      questions.map(({ id, label, type, isRequired, choices }, index) => ({
        ...{ id, label, type, choices: [...choices], event_id: eventId, position: index + 1 },
        ...{ is_required: isRequired, created_at: now, updated_at: now },
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        label: eb.ref('excluded.label'),
        type: eb.ref('excluded.type'),
        choices: eb.ref('excluded.choices'),
        position: eb.ref('excluded.position'),
        is_required: eb.ref('excluded.is_required'),
        updated_at: now,
      })),
    )
    .execute()
}

/** Keeps what somebody answered who registered. */
export async function addAnswers(db: Db, registrationId: string, answers: readonly Answer[]): Promise<void> {
  if (answers.length === 0) return
  await db
    .insertInto('event_answer')
    .values(
      answers.map(({ questionId, value }) => ({ registration_id: registrationId, question_id: questionId, value })),
    )
    .execute()
}

/** Which questions stand in the place of others in the registrations of an event. */
export interface MovedAnswers {
  readonly eventId: string
  readonly pairs: readonly { readonly from: string; readonly to: string }[]
}

/** Lets what was answered in the registrations of an event answer other questions, all in one statement. */
export async function moveAnswers(db: Db, { eventId, pairs }: MovedAnswers): Promise<void> {
  const before = pairs.map(({ from }) => from)
  const later = pairs.map(({ to }) => to)
  await db
    .updateTable('event_answer')
    .from(
      sql<{ before: string; later: string }>`unnest(${before}::uuid[], ${later}::uuid[])`.as<'move'>(
        sql`move(before, later)`,
      ),
    )
    .innerJoin('event_registration', (join) => join.on('event_registration.event_id', '=', eventId))
    .set((eb) => ({ question_id: eb.ref('move.later') }))
    .whereRef('event_answer.question_id', '=', 'move.before')
    .whereRef('event_answer.registration_id', '=', 'event_registration.id')
    .execute()
}

/** An answer, beside whose it is and what was asked. */
export interface KeptAnswer extends Answer {
  readonly registrationId: string
  readonly label: string
}

/** What was answered in these registrations, in the order of the questions. */
export const answersOf = (db: Db, registrationIds: readonly string[]): Promise<KeptAnswer[]> =>
  db
    .selectFrom('event_answer')
    .innerJoin('event_question', 'event_question.id', 'event_answer.question_id')
    .select(['registration_id as registrationId', 'question_id as questionId', 'label', 'value'])
    .where('registration_id', '=', sql<string>`any(${registrationIds}::uuid[])`)
    .orderBy('event_question.position')
    .execute()
