import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { CalendarFeed } from './calendar-feed.js'

const columns = [
  ...(['id', 'user_id as userId', 'kind', 'ministry_id as ministryId'] as const),
  ...(['created_at as createdAt', 'revoked_at as revokedAt'] as const),
] as const

/** The links of an account that count, the newest first. */
export const feedsOf = (db: Db, userId: string): Promise<CalendarFeed[]> =>
  db
    .selectFrom('calendar_feed')
    .select(columns)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()

/** The link with a token of this hash, when it counts; else null. */
export async function findLiveFeed(db: Db, tokenHash: Buffer): Promise<CalendarFeed | null> {
  const feed = await db
    .selectFrom('calendar_feed')
    .select(columns)
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return feed ?? null
}

/** Keeps a link. */
export const addFeed = (
  db: Db,
  {
    id,
    userId,
    kind,
    ministryId,
    tokenHash,
  }: Omit<CalendarFeed, 'createdAt' | 'revokedAt'> & { readonly tokenHash: Buffer },
): Promise<CalendarFeed> =>
  db
    .insertInto('calendar_feed')
    .values({ ...{ id, kind }, user_id: userId, ministry_id: ministryId, token_hash: tokenHash })
    .returning(columns)
    .executeTakeFirstOrThrow()

/** Ends a link of this account; null when there is none that counts. */
export async function revokeFeed(
  db: Db,
  { id, userId, now }: { readonly id: string; readonly userId: string; readonly now: Instant },
): Promise<CalendarFeed | null> {
  const feed = await db
    .updateTable('calendar_feed')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .returning(columns)
    .executeTakeFirst()
  return feed ?? null
}
