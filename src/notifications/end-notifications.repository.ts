import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

const sooner = sql<Instant>`least(expires_at, now())`

/** Ends what was told of an announcement, at this moment unless it ended before: nobody sees it in a list any more. */
export async function endNotificationsOf(db: Db, announcementId: string): Promise<void> {
  await db
    .updateTable('notification')
    .set({ expires_at: sooner })
    // Spelt out, not a parameter: the index is of such rows alone.
    .where(sql`entity`, '=', sql`'announcement'`)
    .where('entity_id', '=', announcementId)
    .execute()
}

/** The same of what was told of an event. */
export async function endNotificationsOfEvent(db: Db, eventId: string): Promise<void> {
  await db
    .updateTable('notification')
    .set({ expires_at: sooner })
    .where(sql`entity`, '=', sql`'event'`)
    .where('entity_id', '=', eventId)
    .execute()
}

/** Ends the reminders of times at which an event does not take place any more. */
export async function endFalseReminders(db: Db, eventId: string): Promise<void> {
  await db
    .updateTable('notification')
    .set({ expires_at: sooner })
    .where(sql`entity`, '=', sql`'event'`)
    .where('entity_id', '=', eventId)
    .where('type', '=', 'EVENT_REMINDER')
    .where('expires_at', '>', sql<Instant>`now()`)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('event_occurrence')
            .select('event_occurrence.event_id')
            .whereRef('event_occurrence.event_id', '=', 'notification.entity_id')
            .where('event_occurrence.is_cancelled', '=', false)
            .where('event_occurrence.starts_at', '=', sql<Instant>`(notification.params ->> 'startsAt')::timestamptz`),
        ),
      ),
    )
    .execute()
}

/** Whose place at which start is given up. */
export interface GivenUp {
  readonly eventId: string
  readonly startsAt: Instant
  readonly memberId: string
  readonly now: Instant
}

/** Takes the reminder of an occurrence out of one person's list, and stops what of it was not sent to them yet. */
export async function takeReminderBack(db: Db, { eventId, startsAt, memberId, now }: GivenUp): Promise<void> {
  await sql`
    with told as (
      select id from notification
      where entity = 'event' and entity_id = ${eventId} and type = 'EVENT_REMINDER'
        and (params ->> 'startsAt')::timestamptz = ${startsAt} and ${memberId}::uuid = any(audience_ids)
    ), person as (
      select id, user_id from member where id = ${memberId}
    ), stopped as (
      update notification_delivery as delivery set status = 'SUPPRESSED', error = 'Its place was given up.'
      from told, person
      where delivery.notification_id = told.id and delivery.status in ('PENDING', 'HELD')
        and (delivery.user_id = person.user_id or delivery.member_id = person.id)
    )
    insert into notification_mark (user_id, notification_id, dismissed_at)
    select person.user_id, told.id, ${now} from told, person where person.user_id is not null
    on conflict (user_id, notification_id)
      do update set dismissed_at = coalesce(notification_mark.dismissed_at, excluded.dismissed_at)`.execute(db)
}
