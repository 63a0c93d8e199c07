import { sql } from 'kysely'
import type { OccurrenceKey } from '../events/index.js'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Instant } from '../platform/instant.js'
import type { Page, PageRequest } from '../platform/page.js'
import { occurrencesNamed } from './places.queries.js'

/** That a member came: let in at the door, or settled later. What a child leaves against is no part of it. */
export interface Presence {
  readonly memberId: string
  /** When they were let in; of who was not, when it was settled that they had come. */
  readonly cameAt: Instant
  /** Null for who came past the door. */
  readonly checkedInAt: Instant | null
  readonly checkedOutAt: Instant | null
  /** Theirs for the occurrence; null for who came without one. */
  readonly registrationId: string | null
  readonly guests: number
}

const letIn = (db: Db) =>
  db
    .selectFrom('attendance_record')
    .leftJoin('event_registration', (join) =>
      join
        .onRef('event_registration.event_id', '=', 'attendance_record.event_id')
        .onRef('event_registration.occurrence_at', '=', 'attendance_record.occurrence_at')
        .onRef('event_registration.member_id', '=', 'attendance_record.member_id')
        .on('event_registration.status', '<>', 'CANCELLED'),
    )
    .select(['attendance_record.event_id', 'attendance_record.occurrence_at', 'attendance_record.member_id'])
    .select([
      'attendance_record.checked_in_at as came_at',
      sql<Instant | null>`attendance_record.checked_in_at`.as('checked_in_at'),
      'attendance_record.checked_out_at',
      'event_registration.id as registration_id',
      sql<number>`coalesce(event_registration.guests, 0)`.as('guests'),
    ])

const settled = (db: Db) =>
  db
    .selectFrom('event_registration')
    .select(['event_registration.event_id', 'event_registration.occurrence_at', 'event_registration.member_id'])
    .select([
      'event_registration.updated_at as came_at',
      sql<Instant | null>`null::timestamptz`.as('checked_in_at'),
      sql<Instant | null>`null::timestamptz`.as('checked_out_at'),
      sql<string | null>`event_registration.id`.as('registration_id'),
      'event_registration.guests',
    ])
    .where('event_registration.status', '=', 'ATTENDED')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('attendance_record')
            .select('attendance_record.id')
            .whereRef('attendance_record.event_id', '=', 'event_registration.event_id')
            .whereRef('attendance_record.occurrence_at', '=', 'event_registration.occurrence_at')
            .whereRef('attendance_record.member_id', '=', 'event_registration.member_id'),
        ),
      ),
    )

/** Everybody who came to anything, each occurrence once. */
const presences = (db: Db) => letIn(db).unionAll(settled(db)).as('presence')

const order = keysetOrder<Presence>(
  [
    { column: 'cameAt', direction: 'asc', kind: 'instant' },
    { column: 'memberId', direction: 'asc', kind: 'id' },
  ],
  'presence',
)

/** A page of who came to an occurrence, in the order of coming. Throws BAD_CURSOR, BAD_USER_INPUT. */
export function presenceList(
  db: Db,
  { eventId, occurrenceAt }: OccurrenceKey,
  request: PageRequest,
): Promise<Page<Presence>> {
  const wanted = db
    .selectFrom(presences(db))
    .where('presence.event_id', '=', eventId)
    .where('presence.occurrence_at', '=', occurrenceAt)
  return readPage(request, order, {
    rows: (after, limit) =>
      wanted
        .select(['presence.member_id as memberId', 'presence.came_at as cameAt', 'presence.guests'])
        .select(['presence.checked_in_at as checkedInAt', 'presence.checked_out_at as checkedOutAt'])
        .select('presence.registration_id as registrationId')
        .where(after)
        .orderBy(order.orderBy)
        .limit(limit)
        .execute(),
    count: () => countUpTo(db, wanted.select('presence.member_id')),
  })
}

/** How many members came to an occurrence, and how many of those who were let in have not left. */
export interface Turnout {
  readonly came: number
  readonly there: number
}

/**
 * The same of many occurrences, in one statement. Each is counted by itself: joined, PostgreSQL would read everybody who
 * ever came to anything.
 */
export const turnoutOfMany = (db: Db, names: readonly string[]): Promise<(Turnout & { readonly name: string })[]> =>
  db
    .selectFrom(occurrencesNamed(names))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom(presences(db))
          .select([
            sql<number>`count(*)::integer`.as('came'),
            sql<number>`(count(*) filter (where checked_in_at is not null and checked_out_at is null))::integer`.as(
              'there',
            ),
          ])
          .whereRef('presence.event_id', '=', 'wanted.event_id')
          .whereRef('presence.occurrence_at', '=', 'wanted.occurrence_at')
          .as('turnout'),
      (join) => join.onTrue(),
    )
    .select(['wanted.name', 'turnout.came', 'turnout.there'])
    .execute()
