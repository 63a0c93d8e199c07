import { sql, type SqlBool } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import { addSeconds, type Instant, isBefore } from '../platform/instant.js'
import type { EventFilter } from './event-filter.js'

/** From when on occurrences are wanted that are not over. */
export interface GoingOn {
  readonly endsAfter: Instant
  readonly startsFrom: Instant
}

/** From when on a filter wants occurrences; null when it does not say. */
export async function goingOnOf(db: Db, { from, endsAfter }: EventFilter): Promise<GoingOn | null> {
  const bound = from && endsAfter && isBefore(from, endsAfter) ? endsAfter : (from ?? endsAfter)
  return bound ? { endsAfter: bound, startsFrom: await firstGoingOn(db, bound) } : null
}

/**
 * The start before which everything is over at `moment`: a day before it, or when the first of the few begins that last
 * longer and go on then. So what was over before is not looked at. Asked for by itself: a bound that the planner does not
 * know yet lets it sort a whole year.
 */
async function firstGoingOn(db: Db, moment: Instant): Promise<Instant> {
  const dayBefore = addSeconds(moment, -86_400)
  const { first } = await db
    .selectFrom('event_occurrence')
    // Not the least start as such: it would be looked for in the order by start, where there may be none.
    .select(sql<Instant | null>`min(starts_at + interval '0')`.as('first'))
    .where(sql<SqlBool>`ends_at - starts_at > interval '1 day'`)
    .where('ends_at', '>', moment)
    .executeTakeFirstOrThrow()
  return first !== null && isBefore(first, dayBefore) ? first : dayBefore
}
