import { sql, type SqlBool } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Page, PageRequest } from '../platform/page.js'
import { addressedTo, shownBeside } from './audiences.queries.js'
import type { Notification } from './notification.js'
import { notificationColumns } from './notifications.repository.js'
import type { Reader } from './reader.js'

/** A notification in somebody's list. */
export interface ListedNotification extends Notification {
  readonly isRead: boolean
}

/** What the list is asked for. */
export interface NotificationListRequest extends PageRequest {
  readonly unreadOnly?: boolean | null
  readonly category?: string | null
}

const order = keysetOrder<ListedNotification & { readonly seq: string }>(
  [{ column: 'seq', direction: 'desc', kind: 'sequence' }],
  'notification',
)

const unread = sql<SqlBool>`(notification.seq > coalesce(reader.read_through_seq, 0) and mark.read_at is null)`

/** A page of what a reader is told, newest first. Throws BAD_CURSOR, BAD_USER_INPUT. */
export function notificationList(
  db: Db,
  reader: Reader,
  request: NotificationListRequest,
): Promise<Page<ListedNotification>> {
  const { unreadOnly, category } = request
  const wanted = visibleTo(db, reader)
    .where('mark.dismissed_at', 'is', null)
    .$if(unreadOnly === true, (query) => query.where(unread))
    .$if(typeof category === 'string', (query) => query.where('notification.category', '=', category ?? ''))
  return readPage(request, order, {
    rows: (after, limit) =>
      wanted
        .select(notificationColumns)
        .select(['notification.seq', sql<boolean>`not ${unread}`.as('isRead')])
        .where(after)
        .orderBy(order.orderBy)
        .limit(limit)
        .execute(),
    count: () => countUpTo(db, wanted.select('notification.id')),
  })
}

/** Those of `ids` that the reader may see, dismissed or not. */
export async function visibleIds(db: Db, reader: Reader, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await visibleTo(db, reader)
    .where('notification.id', '=', sql<string>`any(${ids}::uuid[])`)
    .select('notification.id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

const visibleTo = (db: Db, { userId, audiences, hidden }: Reader) =>
  db
    .selectFrom('notification')
    .leftJoin('notification_user as reader', (join) => join.on('reader.user_id', '=', userId))
    .leftJoin('notification_mark as mark', (join) =>
      join.onRef('mark.notification_id', '=', 'notification.id').on('mark.user_id', '=', userId),
    )
    .where(addressedTo({ userId, audiences }))
    .where(shownBeside(hidden))
    .where(sql<SqlBool>`notification.seq > coalesce(reader.since_seq, 0)`)
