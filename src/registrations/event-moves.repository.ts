import { sql, type SqlBool } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** Which occurrences go by another start from now on, and perhaps belong to another event. */
export interface MovedOccurrences {
  readonly fromId: string
  readonly intoId: string
  readonly moves: readonly { readonly from: Instant; readonly to: Instant }[]
}

/** Lets registrations follow their occurrences, all in one statement. */
export async function moveWithOccurrences(db: Db, { fromId, intoId, moves }: MovedOccurrences): Promise<void> {
  const starts = moves.map(({ from }) => from)
  const later = moves.map(({ to }) => to)
  await db
    .updateTable('event_registration')
    .from(
      sql<{ before: Instant; later: Instant }>`unnest(${starts}::timestamptz[], ${later}::timestamptz[])`.as<'move'>(
        sql`move(before, later)`,
      ),
    )
    .set((eb) => ({ event_id: intoId, occurrence_at: eb.ref('move.later') }))
    .where('event_registration.event_id', '=', fromId)
    .whereRef('event_registration.occurrence_at', '=', 'move.before')
    .execute()
}

/** Which occurrences of an event. */
export interface SomeOccurrences {
  readonly eventId: string
  readonly occurrences: readonly Instant[]
}

/** Ends the places and queues of occurrences that do not take place. */
export async function cancelWithEvent(db: Db, wanted: SomeOccurrences, now: Instant): Promise<void> {
  await db
    .updateTable('event_registration')
    .set({ status: 'CANCELLED', cancelled_at: now, cancelled_with_event: true, updated_at: now })
    .where('event_id', '=', wanted.eventId)
    .where('occurrence_at', '=', sql<Instant>`any(${[...wanted.occurrences]}::timestamptz[])`)
    .where('status', 'in', ['REGISTERED', 'WAITLISTED'])
    .execute()
}

/** Who is asked for: those of occurrences that go on, unless they are over at `now`, and of those that have just ended. */
export interface AskedOf {
  readonly eventId: string
  readonly goingOn: readonly Instant[]
  readonly ended: readonly Instant[]
  readonly now: Instant
}

/** The members who have a place at an occurrence that goes on, wait for one, or lost it with one that has ended. */
export async function membersRegistered(db: Db, { eventId, goingOn, ended, now }: AskedOf): Promise<readonly string[]> {
  const isAmong = (starts: readonly Instant[]) => sql<SqlBool>`occurrence_at = any(${[...starts]}::timestamptz[])`
  const rows = await db
    .selectFrom('event_registration')
    .select('member_id as memberId')
    .distinct()
    .where('event_id', '=', eventId)
    .where((eb) => {
      const isComing = eb('status', 'in', ['REGISTERED', 'WAITLISTED', 'ATTENDED'])
      const isAhead = eb.exists(
        eb
          .selectFrom('event_occurrence')
          .select('event_occurrence.event_id')
          .whereRef('event_occurrence.event_id', '=', 'event_registration.event_id')
          .whereRef('event_occurrence.occurrence_at', '=', 'event_registration.occurrence_at')
          .where('event_occurrence.ends_at', '>', now),
      )
      return eb.or([
        eb.and([isAmong(goingOn), isComing, isAhead]),
        eb.and([isAmong(ended), eb.or([isComing, eb('cancelled_with_event', '=', true)])]),
      ])
    })
    .execute()
  return rows.map(({ memberId }) => memberId)
}

/** The occurrences of an event that somebody has registered for, with how many places are taken. */
export const takenOf = (
  db: Db,
  eventId: string,
): Promise<{ readonly occurrenceAt: Instant; readonly taken: number }[]> =>
  db
    .selectFrom('event_registration')
    .select('occurrence_at as occurrenceAt')
    .select(
      sql<number>`coalesce(sum(1 + guests) filter (where status in ('REGISTERED', 'ATTENDED')), 0)::integer`.as(
        'taken',
      ),
    )
    .where('event_id', '=', eventId)
    .where('status', 'in', ['REGISTERED', 'ATTENDED', 'WAITLISTED'])
    .groupBy('occurrence_at')
    .execute()
