import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import { addressedTo, shownBeside } from './audiences.queries.js'
import { churchAudienceId } from './notification.js'
import type { Reader } from './reader.js'

/** How many notifications are counted at most: beyond it people read "999+". */
export const unreadLimit = 1000

/** How many of the newest are looked at, of one audience and of all: further back lies what nobody is going to read. */
const window = 2000

/** How many notifications somebody has not read, and the church's newest one that this takes into account. */
export interface UnreadCount {
  readonly count: number
  readonly asOf: string
  /** When the first of them ends by itself; null when none does. */
  readonly until: Instant | null
}

/**
 * How many notifications a reader has not read, counted up to `unreadLimit`, in one statement. Of what is behind the number
 * read through, it looks at the newest 2,000 that name the reader: it costs the same however much a church was told.
 */
export async function unreadNow(db: Db, reader: Reader): Promise<UnreadCount> {
  const { userId, audiences, hidden } = reader
  const ids = [churchAudienceId, ...audiences.map(({ id }) => id)]
  const { rows } = await sql<UnreadCount>`
    select coalesce((select value from counter where name = 'notification'), 0) as "asOf", counted.count, counted.until
    from (
      select count(*)::int as count, min(expires_at) as until from (
        select notification.expires_at from (
          select distinct named.seq
          from unnest(${ids}::uuid[]) as own (id)
          cross join lateral (
            select notification_audience.seq from notification_audience
            where audience_id = own.id and seq > coalesce((
              select greatest(since_seq, read_through_seq) from notification_user where user_id = ${userId}), 0)
            -- By the primary key: the number alone would be looked for through all audiences.
            order by audience_id desc, seq desc
            limit ${window}) as named
          order by named.seq desc
          limit ${window}) as recent
        cross join lateral (select * from notification where seq = recent.seq limit 1) as notification
        left join notification_mark as mark on mark.notification_id = notification.id and mark.user_id = ${userId}
        where ${addressedTo(reader)}
          and ${shownBeside(hidden)}
          and mark.read_at is null and mark.dismissed_at is null
        limit ${unreadLimit}) as unread) as counted`.execute(db)
  return rows[0] ?? { count: 0, asOf: '0', until: null }
}
