import { type ExpressionBuilder, sql } from 'kysely'
import { type Event, eventColumns } from '../events/index.js'
import type { Db } from '../platform/db/handles.js'
import type { ChurchTables } from '../platform/db/tables.generated.js'
import type { LiveMessage } from '../platform/live/live-message.js'
import type { ReplayPage } from '../platform/live/replay-then-live.js'
import { addressedTo } from './audiences.queries.js'
import { notificationMessage } from './notification-message.js'
import type { Audience, Notification } from './notification.js'
import { audienceColumns, newestSequence, notificationColumns } from './notifications.repository.js'
import type { Reader } from './reader.js'

/** A stretch of a church's sequence: behind `after`, up to and including `upTo` where given, at most `limit` rows. */
export interface Stretch {
  readonly after: string
  readonly upTo?: string
  readonly limit: number
}

/**
 * The live messages of a stretch, each with the audience of its row, oldest first: what the transport should have
 * carried.
 */
export async function missedMessages(db: Db, { after, upTo, limit }: Stretch): Promise<readonly LiveMessage[]> {
  const rows = await db
    .selectFrom('notification')
    .select([...notificationColumns, ...audienceColumns])
    .where('seq', '>', after)
    .$if(upTo !== undefined, (query) => query.where('seq', '<=', upTo ?? ''))
    .orderBy('seq')
    .limit(limit)
    .execute()
  return withEvents(db, rows)
}

/** What a reader missed, one page of it, and how far the page looked. Hidden categories are in it, dismissed ones not. */
export async function missedPage(
  db: Db,
  reader: Pick<Reader, 'userId' | 'audiences'> & { readonly sinceSequence: string },
  { after, limit }: Stretch,
): Promise<ReplayPage> {
  const newest = await newestSequence(db)
  const from = BigInt(after) > BigInt(reader.sinceSequence) ? after : reader.sinceSequence
  const rows = await db
    .selectFrom('notification')
    .select([...notificationColumns, ...audienceColumns])
    .where('seq', '>', from)
    .where(addressedTo(reader))
    .where((eb) => eb.not(eb.exists(dismissedBy(eb, reader.userId))))
    .orderBy('seq')
    .limit(limit)
    .execute()
  const reachedEnd = rows.length < limit
  const lastSeq = reachedEnd ? newest : (rows.at(-1)?.sequence ?? newest)
  return { messages: await withEvents(db, rows), reachedEnd, lastSeq }
}

/** From which sequence number on a user is told things at all; '0' for those who were there from the start. */
export async function sinceSequence(db: Db, userId: string): Promise<string> {
  const row = await db
    .selectFrom('notification_user')
    .select('since_seq')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.since_seq ?? '0'
}

/** A notification as it is stored, with whom it concerns. */
interface Row extends Notification {
  readonly audienceKind: Audience['kind']
  readonly audienceIds: readonly string[]
  readonly exceptUser: string | null
}

const dismissedBy = (eb: ExpressionBuilder<ChurchTables, 'notification'>, userId: string) =>
  eb
    .selectFrom('notification_mark')
    .whereRef('notification_mark.notification_id', '=', 'notification.id')
    .where('notification_mark.user_id', '=', userId)
    .where('notification_mark.dismissed_at', 'is not', null)

async function withEvents(db: Db, rows: readonly Row[]): Promise<readonly LiveMessage[]> {
  const ids = rows.flatMap(({ entity, entityId }) => (entity === 'event' && entityId ? [entityId] : []))
  const events = ids.length > 0 ? await eventsOf(db, ids) : new Map<string, Event>()
  return rows.map(({ audienceKind, audienceIds, exceptUser, ...notification }) => {
    const event = events.get(notification.entityId ?? '') ?? null
    return notificationMessage({ notification, audience: { kind: audienceKind, ids: audienceIds }, exceptUser, event })
  })
}

async function eventsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Event>> {
  const events = await db
    .selectFrom('event')
    .select(eventColumns)
    .where('event.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return new Map(events.map((event) => [event.id, event]))
}
