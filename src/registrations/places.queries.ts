import { sql } from 'kysely'
import type { OccurrenceKey } from '../events/index.js'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** How many places of an occurrence are taken and waited for, guests included. */
export interface Places {
  readonly taken: number
  readonly waiting: number
}

const taken = sql<number>`coalesce(sum(1 + guests) filter (where status in ('REGISTERED', 'ATTENDED')), 0)::integer`
const waiting = sql<number>`coalesce(sum(1 + guests) filter (where status = 'WAITLISTED'), 0)::integer`

/** The places of one occurrence, counted from its rows. Exact under the lock of the event. */
export const placesAt = (db: Db, { eventId, occurrenceAt }: OccurrenceKey): Promise<Places> =>
  db
    .selectFrom('event_registration')
    .select([taken.as('taken'), waiting.as('waiting')])
    .where('event_id', '=', eventId)
    .where('occurrence_at', '=', occurrenceAt)
    .executeTakeFirstOrThrow()

/** The members who have a place at an occurrence and have not come yet. */
export async function membersWithPlace(db: Db, { eventId, occurrenceAt }: OccurrenceKey): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('event_registration')
    .select('member_id as memberId')
    .where('event_id', '=', eventId)
    .where('occurrence_at', '=', occurrenceAt)
    .where('status', '=', 'REGISTERED')
    .execute()
  return rows.map(({ memberId }) => memberId)
}

/** The name that a batch knows an occurrence by. */
export const nameOfOccurrence = ({ eventId, occurrenceAt }: OccurrenceKey): string => `${eventId}@${occurrenceAt}`

/** The names and columns of many occurrences, taken from their names. */
export const occurrencesNamed = (names: readonly string[]) => {
  const parts = names.map((name) => name.split('@'))
  const column = (index: number) => parts.map((part) => part[index] ?? '')
  return sql<{ name: string; event_id: string; occurrence_at: Instant }>`unnest(
    ${[...names]}::text[], ${column(0)}::uuid[], ${column(1)}::timestamptz[])`.as<'wanted'>(
    sql`wanted(name, event_id, occurrence_at)`,
  )
}

/** The places of many occurrences, in one statement; those that nobody registered for are left out. */
export const placesOfMany = (db: Db, names: readonly string[]): Promise<(Places & { readonly name: string })[]> =>
  db
    .selectFrom(occurrencesNamed(names))
    .innerJoin('event_registration', (join) =>
      join
        .onRef('event_registration.event_id', '=', 'wanted.event_id')
        .onRef('event_registration.occurrence_at', '=', 'wanted.occurrence_at'),
    )
    .where('event_registration.status', 'in', ['REGISTERED', 'ATTENDED', 'WAITLISTED'])
    .select(['wanted.name', taken.as('taken'), waiting.as('waiting')])
    .groupBy('wanted.name')
    .execute()
