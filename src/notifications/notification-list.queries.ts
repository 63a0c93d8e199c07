import { sql, type SqlBool } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import { countLimit, type Page, type PageRequest } from '../platform/page.js'
import { addressedTo } from './audiences.queries.js'
import type { Notification } from './notification.js'
import { notificationColumns } from './notifications.repository.js'
import type { Reader } from './reader.js'

/** A notification in somebody's list. */
export interface ListedNotification extends Notification {
  readonly isRead: boolean
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
  request: PageRequest & { readonly unreadOnly?: boolean | null },
): Promise<Page<ListedNotification>> {
  const wanted = request.unreadOnly ? visibleTo(db, reader).where(unread) : visibleTo(db, reader)
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

/** How many notifications a reader has not read, counted up to the limit of counts. */
export async function unreadCount(db: Db, reader: Reader): Promise<number> {
  const counted = await countUpTo(db, visibleTo(db, reader).where(unread).select('notification.id'))
  return Math.min(counted, countLimit)
}

/** Those of `ids` that the reader may see. */
export async function visibleIds(db: Db, reader: Reader, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await visibleTo(db, reader)
    .where('notification.id', '=', sql<string>`any(${ids}::uuid[])`)
    .select('notification.id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

const visibleTo = (db: Db, { userId, audiences, hiddenCategories }: Reader) =>
  db
    .selectFrom('notification')
    .leftJoin('notification_user as reader', (join) => join.on('reader.user_id', '=', userId))
    .leftJoin('notification_mark as mark', (join) =>
      join.onRef('mark.notification_id', '=', 'notification.id').on('mark.user_id', '=', userId),
    )
    .where((eb) => addressedTo(eb, { userId, audiences }))
    .where('notification.category', '<>', sql<string>`all(${hiddenCategories}::text[])`)
    .where(sql<SqlBool>`notification.seq > coalesce(reader.since_seq, 0)`)
    .where('mark.dismissed_at', 'is', null)
