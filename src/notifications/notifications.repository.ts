import { sql } from 'kysely'
import { lastNumber, takeNumber } from '../platform/counters/counters.repository.js'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import { churchAudienceId, type NewNotification, type Notification } from './notification.js'

/** The counter that notifications are numbered from. */
const series = 'notification'

/** The columns of a notification, in the names of the API. */
export const notificationColumns = [
  'notification.id',
  'notification.seq as sequence',
  'notification.type',
  'notification.category',
  'notification.priority',
  'notification.action_kind as actionKind',
  'notification.title',
  'notification.message',
  'notification.entity',
  'notification.entity_id as entityId',
  'notification.path',
  'notification.params',
  'notification.expires_at as expiresAt',
  'notification.created_at as createdAt',
] as const

/** Whom a row concerns; apart from the others because no reader of lists is told. */
export const audienceColumns = [
  'notification.audience_kind as audienceKind',
  'notification.audience_ids as audienceIds',
  'notification.except_user as exceptUser',
] as const

/**
 * Adds a notification under the next sequence number. Locks the church's counter until the
 * transaction ends, so the order of numbers is the order of commits: let it be the transaction's last act.
 */
export async function addNotification(db: Db, added: NewNotification & { readonly id: string }): Promise<Notification> {
  const seq = await takeNumber(db, series)
  const told = await db
    .insertInto('notification')
    .values({ ...rowOf(added), seq })
    .returning(notificationColumns)
    .executeTakeFirstOrThrow()
  const ids = added.audience.kind === 'CHURCH' ? [churchAudienceId] : added.audience.ids
  await db
    .insertInto('notification_audience')
    .columns(['audience_id', 'seq'])
    .expression((eb) =>
      eb
        .selectFrom(sql<{ id: string }>`unnest(${[...ids]}::uuid[])`.as<'named'>(sql`named(id)`))
        .select(['named.id as audience_id', sql<string>`${seq}::bigint`.as('seq')])
        .distinct(),
    )
    .execute()
  return told
}

const rowOf = (added: NewNotification & { readonly id: string }) => {
  const { id, type, category, priority, title, message, entity, path, params } = added
  return {
    ...{ id, type, category, priority, title, message, entity, path },
    audience_kind: added.audience.kind,
    audience_ids: [...added.audience.ids],
    except_user: added.exceptUser,
    action_kind: added.actionKind,
    entity_id: added.entityId,
    params: params && JSON.stringify(params),
    dedup_key: added.dedupKey,
    expires_at: added.expiresAt,
    // The moment of this statement: a transaction that waited for the counter is told of when it was its turn.
    created_at: sql<Instant>`clock_timestamp()`,
  }
}

/**
 * Whether something was told under this key already. Locks the church's counter first, so that of two who ask at once the
 * second waits and learns what the first has told.
 */
export async function wasTold(db: Db, dedupKey: string): Promise<boolean> {
  await db.selectFrom('counter').select('value').where('name', '=', series).forUpdate().execute()
  const row = await db.selectFrom('notification').select('id').where('dedup_key', '=', dedupKey).executeTakeFirst()
  return row !== undefined
}

/** The church's newest committed sequence number; '0' before the first. */
export const newestSequence = (db: Db): Promise<string> => lastNumber(db, series)

/** Remembers that a user is told what happens from now on, unless it is known since when. */
export async function tellFromNowOn(db: Db, userId: string): Promise<void> {
  await db
    .insertInto('notification_user')
    .values({ user_id: userId, since_seq: await newestSequence(db) })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .execute()
}

/** Remembers that a user has read everything up to `sequence`, never less than before and never more than there is. */
export async function readThrough(db: Db, userId: string, sequence: string): Promise<void> {
  const newest = await newestSequence(db)
  const through = BigInt(sequence) < BigInt(newest) ? sequence : newest
  await db
    .insertInto('notification_user')
    .values({ user_id: userId, read_through_seq: through })
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet({
        read_through_seq: sql<string>`greatest(notification_user.read_through_seq, excluded.read_through_seq)`,
        updated_at: sql<Instant>`now()`,
      }),
    )
    .execute()
}

/** Remembers that a user wants to see a notification no more; again changes nothing. */
export async function dismiss(
  db: Db,
  { userId, id, at }: { readonly userId: string; readonly id: string; readonly at: Instant },
): Promise<void> {
  await db
    .insertInto('notification_mark')
    .values({ user_id: userId, notification_id: id, dismissed_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['user_id', 'notification_id'])
        .doUpdateSet({ dismissed_at: sql<Instant>`coalesce(notification_mark.dismissed_at, excluded.dismissed_at)` }),
    )
    .execute()
}

/** Marks single notifications as read by a user; marking again changes nothing. */
export async function markRead(
  db: Db,
  mark: { readonly userId: string; readonly ids: readonly string[]; readonly readAt: Instant },
): Promise<void> {
  const { userId, ids, readAt } = mark
  if (ids.length === 0) return
  await db
    .insertInto('notification_mark')
    .values(ids.map((id) => ({ user_id: userId, notification_id: id, read_at: readAt })))
    .onConflict((conflict) =>
      conflict
        .columns(['user_id', 'notification_id'])
        .doUpdateSet({ read_at: sql<Instant>`coalesce(notification_mark.read_at, excluded.read_at)` }),
    )
    .execute()
}
