import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** Something that was told to one person. */
export interface OwnNotice {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly message: string
  readonly createdAt: Instant
}

/** The newest thousand of what was told to somebody in person, whom these ids stand for. */
export const ownNotices = (db: Db, ids: readonly string[]): Promise<OwnNotice[]> =>
  db
    .selectFrom('notification')
    .select(['id', 'type', 'title', 'message', 'created_at as createdAt'])
    .where('audience_kind', 'in', ['USER', 'MEMBER'])
    .where(sql<boolean>`audience_ids && ${[...ids]}::uuid[]`)
    .orderBy('seq', 'desc')
    .limit(1000)
    .execute()
