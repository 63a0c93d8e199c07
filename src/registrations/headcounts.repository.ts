import { sql } from 'kysely'
import type { OccurrenceKey } from '../events/index.js'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Headcount, HeadcountCategory } from './headcount.js'
import { occurrencesNamed } from './places.queries.js'

/** What was counted at many occurrences, in one statement, each with the name of its own. */
export const headcountsOfMany = (
  db: Db,
  names: readonly string[],
): Promise<(Headcount & { readonly name: string })[]> =>
  db
    .selectFrom(occurrencesNamed(names))
    .innerJoin('attendance_count', (join) =>
      join
        .onRef('attendance_count.event_id', '=', 'wanted.event_id')
        .onRef('attendance_count.occurrence_at', '=', 'wanted.occurrence_at'),
    )
    .select(['wanted.name', 'attendance_count.event_id as eventId', 'attendance_count.occurrence_at as occurrenceAt'])
    .select(['attendance_count.category', 'attendance_count.count', 'attendance_count.updated_at as updatedAt'])
    .orderBy('attendance_count.category')
    .execute()

/** What is kept of one category; without a count, nothing is. */
export interface KeptCount {
  readonly id: string
  readonly category: HeadcountCategory
  readonly count: number | null
}

/**
 * Keeps what was counted in place of what was counted before; categories that are left out stay. Belongs under the lock of
 * the event.
 */
export async function keepHeadcounts(
  db: Db,
  { eventId, occurrenceAt }: OccurrenceKey,
  { counts, now }: { readonly counts: readonly KeptCount[]; readonly now: Instant },
): Promise<void> {
  const column = <Key extends keyof KeptCount>(key: Key) => counts.map((count) => count[key])
  await sql`merge into attendance_count as kept
    using unnest(${column('id')}::uuid[], ${column('category')}::text[], ${column('count')}::integer[])
      as given(id, category, count)
    on kept.event_id = ${eventId} and kept.occurrence_at = ${occurrenceAt} and kept.category = given.category
    when matched and given.count is null then delete
    when matched and given.count <> kept.count then update set count = given.count, updated_at = ${now}
    when not matched and given.count is not null then
      insert (id, event_id, occurrence_at, category, count, created_at, updated_at)
      values (given.id, ${eventId}, ${occurrenceAt}, given.category, given.count, ${now}, ${now})`.execute(db)
}
