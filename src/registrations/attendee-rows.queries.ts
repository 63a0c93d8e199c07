import { type AliasedRawBuilder, type RawBuilder, sql } from 'kysely'
import type { OccurrenceKey } from '../events/index.js'
import type { Db } from '../platform/db/handles.js'
import { inBatches, type TextRow } from '../platform/db/long-reading.js'
import type { Instant } from '../platform/instant.js'
import type { Question } from './question.js'
import { questionsOf } from './questions.repository.js'

const moment = (column: string, timeZone: string) =>
  sql`to_char(${sql.ref(column)} at time zone ${timeZone}, 'YYYY-MM-DD HH24:MI:SS')`

/** What a row of texts can hold of who registered; moments in the time of the church. */
const attendeeTexts = {
  memberNumber: () => sql.ref('member.member_number'),
  firstName: () => sql.ref('member.first_name'),
  lastName: () => sql.ref('member.last_name'),
  status: () => sql.ref('event_registration.status'),
  guests: () => sql.ref('event_registration.guests'),
  note: () => sql.ref('event_registration.note'),
  registeredAt: (timeZone) => moment('event_registration.created_at', timeZone),
  checkedInAt: (timeZone) => moment('attendance_record.checked_in_at', timeZone),
} as const satisfies Readonly<Record<string, (timeZone: string) => RawBuilder<unknown>>>

/** One of `attendeeTexts`, or what was answered to each question, in their order. */
export type AttendeeText = keyof typeof attendeeTexts | 'answers'

const answerTo = ({ id }: Question) =>
  sql`(select value from event_answer where registration_id = event_registration.id and question_id = ${id})`

const textsOf = (columns: readonly AttendeeText[], { timeZone, questions }: Told) =>
  columns.flatMap((column): readonly AliasedRawBuilder<unknown, string>[] =>
    column === 'answers'
      ? questions.map((question, at) => answerTo(question).as(`answer${at}`))
      : [attendeeTexts[column](timeZone).as(column)],
  )

interface Told {
  readonly timeZone: string
  readonly questions: readonly Question[]
}

/** Whose registrations are wanted: of an occurrence, or of an event that takes place once. */
export interface WantedAttendees {
  readonly eventId: string
  readonly occurrenceAt?: Instant | null
}

/** The occurrence that is meant; null when there is none, or when it takes place more than once and nobody says which. */
export async function occurrenceMeant(
  db: Db,
  { eventId, occurrenceAt = null }: WantedAttendees,
): Promise<OccurrenceKey | null> {
  const [one, other] = await db
    .selectFrom('event_occurrence')
    .select(['event_id as eventId', 'occurrence_at as occurrenceAt'])
    .where('event_id', '=', eventId)
    .$if(occurrenceAt !== null, (query) => query.where('occurrence_at', '=', occurrenceAt ?? ''))
    .limit(2)
    .execute()
  return one && !other ? one : null
}

/** Everybody who registered for an occurrence, by their place in its queue; `db` is that of a long reading. */
export async function attendeeRows(
  db: Db,
  wanted: OccurrenceKey,
  { columns, timeZone }: { readonly columns: readonly AttendeeText[]; readonly timeZone: string },
): Promise<AsyncIterable<readonly TextRow[]>> {
  const questions = await questionsOf(db, [wanted.eventId])
  return inBatches(
    db,
    db
      .selectFrom('event_registration')
      .innerJoin('member', 'member.id', 'event_registration.member_id')
      .leftJoin('attendance_record', (join) =>
        join
          .onRef('attendance_record.event_id', '=', 'event_registration.event_id')
          .onRef('attendance_record.occurrence_at', '=', 'event_registration.occurrence_at')
          .onRef('attendance_record.member_id', '=', 'event_registration.member_id')
          .on('event_registration.status', '<>', 'CANCELLED'),
      )
      .select(textsOf(columns, { timeZone, questions }))
      .where('event_registration.event_id', '=', wanted.eventId)
      .where('event_registration.occurrence_at', '=', wanted.occurrenceAt)
      .orderBy('event_registration.queue_no')
      .orderBy('event_registration.id'),
  )
}
