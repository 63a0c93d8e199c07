import { sql } from 'kysely'
import type { OccurrenceKey } from '../events/index.js'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** An occurrence that its members are to be reminded of. */
export interface DueReminder extends OccurrenceKey {
  readonly startsAt: Instant
  /** What the reminder is told once under: one that is put off is reminded of anew, at its new time. */
  readonly dedupKey: string
}

const milliseconds = (column: 'occurrence_at' | 'starts_at') =>
  sql`(extract(epoch from ${sql.ref(`event_occurrence.${column}`)}) * 1000)::bigint`

const dedupKey = sql<string>`'event-reminder:' || event_occurrence.event_id || ':' || ${milliseconds('occurrence_at')}
  || ':' || ${milliseconds('starts_at')}`

/**
 * What starts within the hours that this church reminds before, the next first: what takes place, has not started,
 * somebody has a place at, and nobody was reminded of. One walk of the index of starts.
 */
export const dueReminders = (
  db: Db,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<DueReminder[]> =>
  db
    .selectFrom('event_occurrence')
    .innerJoin('event', 'event.id', 'event_occurrence.event_id')
    .select(['event_occurrence.event_id as eventId', 'event_occurrence.occurrence_at as occurrenceAt'])
    .select(['event_occurrence.starts_at as startsAt', dedupKey.as('dedupKey')])
    .where('event_occurrence.starts_at', '>', now)
    .where(
      'event_occurrence.starts_at',
      '<=',
      sql<Instant>`${now}::timestamptz + make_interval(hours => (select reminder_hours from church_settings))`,
    )
    .where('event_occurrence.is_cancelled', '=', false)
    .where('event.status', '=', 'SCHEDULED')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('event_registration')
          .select('event_registration.id')
          .whereRef('event_registration.event_id', '=', 'event_occurrence.event_id')
          .whereRef('event_registration.occurrence_at', '=', 'event_occurrence.occurrence_at')
          .where('event_registration.status', '=', 'REGISTERED'),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('notification').select('notification.id').where('notification.dedup_key', '=', dedupKey),
        ),
      ),
    )
    .orderBy('event_occurrence.starts_at')
    .limit(limit)
    .execute()
