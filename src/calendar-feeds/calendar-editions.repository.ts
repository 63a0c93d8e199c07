import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** A calendar as it was when it was last read. */
export interface CalendarEdition {
  readonly etag: string
  /** In whole seconds; may be a little ahead, when it was changed more than once in a second. */
  readonly modifiedAt: Instant
}

/** What the calendar of a link, or that of PUBLIC events for null, was when it was last read; null when it never was. */
export async function findEdition(db: Db, feedId: string | null): Promise<CalendarEdition | null> {
  const edition = await db
    .selectFrom('calendar_edition')
    .select(['etag', 'modified_at as modifiedAt'])
    .where('feed_id', feedId === null ? 'is' : '=', feedId)
    .executeTakeFirst()
  return edition ?? null
}

/** Keeps what it is now: modified at `now`, and a second later than before at least, unless it is the same. */
export const keepEdition = (
  db: Db,
  {
    id,
    feedId,
    etag,
    now,
  }: { readonly id: string; readonly feedId: string | null; readonly etag: string; readonly now: Instant },
): Promise<CalendarEdition> =>
  db
    .insertInto('calendar_edition')
    .values({ id, etag, feed_id: feedId, modified_at: sql<Instant>`date_trunc('second', ${now}::timestamptz)` })
    .onConflict((conflict) =>
      conflict.column('feed_id').doUpdateSet({
        etag,
        modified_at: sql<Instant>`case when calendar_edition.etag = excluded.etag then calendar_edition.modified_at
          else greatest(excluded.modified_at, calendar_edition.modified_at + interval '1 second') end`,
      }),
    )
    .returning(['etag', 'modified_at as modifiedAt'])
    .executeTakeFirstOrThrow()
