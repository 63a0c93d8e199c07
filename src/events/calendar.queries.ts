import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import { shownTo } from './event-list.queries.js'
import type { EventReach } from './event-reach.js'
import type { Event } from './event.js'
import { eventColumns } from './events.repository.js'
import type { EventException } from './occurrences.js'

/** Which events a calendar program is handed. */
export interface CalendarAsked {
  readonly reach: EventReach
  /** Only those of one ministry; null for all. */
  readonly ministryId: string | null
  /** Only those of these ministries, and these; null for all. */
  readonly own: { readonly ministryIds: readonly string[]; readonly eventIds: readonly string[] } | null
  /** Only those that were not over then. */
  readonly since: Instant
}

/** The most events, series counted once, that one calendar has. */
const maxEvents = 2000

const wantedOf = (db: Db, { reach, ministryId, own, since }: CalendarAsked) =>
  db
    .selectFrom('event')
    .where('event.type', 'in', [...reach.types])
    .where((eb) => shownTo(eb, reach))
    .where(sql<Instant>`coalesce(event.series_ends_at, event.ends_at)`, '>', since)
    .$if(ministryId !== null, (query) => query.where('event.ministry_id', '=', ministryId ?? ''))
    .$if(own !== null, (query) =>
      query.where(
        sql<boolean>`(event.ministry_id = any(${own?.ministryIds ?? []}::uuid[]) or event.id = any(${own?.eventIds ?? []}::uuid[]))`,
      ),
    )

/** The events of a calendar, series as such: two thousand at most, those that start last. */
export const calendarEvents = (db: Db, asked: CalendarAsked): Promise<Event[]> =>
  wantedOf(db, asked)
    .select(eventColumns)
    .orderBy('event.starts_at', 'desc')
    .orderBy('event.id', 'desc')
    .limit(maxEvents)
    .execute()

/** What changes whenever anything in a calendar does. */
export interface CalendarState {
  readonly count: string
  readonly versions: string
  /** When something was changed last; null for an empty calendar. */
  readonly changedAt: Instant | null
}

/** The state of a calendar, for a client that has it already. */
export const calendarState = (db: Db, asked: CalendarAsked): Promise<CalendarState> =>
  wantedOf(db, asked)
    .select((eb) => [
      eb.fn.countAll<string>().as('count'),
      sql<string>`coalesce(sum(event.version), 0)`.as('versions'),
      sql<Instant | null>`max(event.updated_at)`.as('changedAt'),
    ])
    .executeTakeFirstOrThrow()

/** What was decided about single occurrences of these events. */
export const exceptionsOfEvents = (
  db: Db,
  eventIds: readonly string[],
): Promise<readonly (EventException & { readonly eventId: string })[]> =>
  db
    .selectFrom('event_exception')
    .select(['event_id as eventId', 'original_at as originalAt', 'kind', 'starts_at as startsAt', 'ends_at as endsAt'])
    .select(['title', 'location', 'capacity', 'cancel_reason as cancelReason', 'is_added as isAdded'])
    .where('event_id', '=', sql<string>`any(${eventIds}::uuid[])`)
    .orderBy('original_at')
    .execute()
