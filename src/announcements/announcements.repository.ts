import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { AnnouncementDraft, AnnouncementStatus } from './announcement.js'

/** The columns of an announcement, in the names of the API. */
export const announcementColumns = [
  ...(['announcement.id', 'announcement.title', 'announcement.body', 'announcement.type'] as const),
  ...(['announcement.priority', 'announcement.status', 'announcement.is_pinned as isPinned'] as const),
  'announcement.audience_kind as audienceKind',
  'announcement.audience_group as audienceGroup',
  'announcement.audience_ids as audienceIds',
  'announcement.publish_at as publishAt',
  'announcement.published_at as publishedAt',
  'announcement.expires_at as expiresAt',
  'announcement.listed_at as listedAt',
  'announcement.created_by as createdBy',
  'announcement.created_at as createdAt',
  'announcement.updated_at as updatedAt',
  'announcement.version',
] as const

const draftRow = (draft: AnnouncementDraft) => ({
  ...{ title: draft.title, body: draft.body, type: draft.type, priority: draft.priority },
  is_pinned: draft.isPinned,
  expires_at: draft.expiresAt,
  audience_kind: draft.audienceKind,
  audience_group: draft.audienceGroup,
  audience_ids: [...draft.audienceIds],
})

/** An announcement that was published before it is entered here, to the whole church. */
export interface PublishedAnnouncement extends Pick<
  AnnouncementDraft,
  'title' | 'body' | 'type' | 'priority' | 'isPinned' | 'expiresAt'
> {
  readonly id: string
  readonly publishedAt: Instant
  readonly createdBy: string
}

/** Adds announcements, each published at the time it names, to the whole church. Nobody is told. */
export async function addAnnouncements(db: Db, announcements: readonly PublishedAnnouncement[]): Promise<void> {
  const everybody = { audienceKind: 'CHURCH', audienceGroup: null, audienceIds: [] } as const
  const rows = announcements.map((announcement) => ({
    ...draftRow({ ...announcement, ...everybody }),
    id: announcement.id,
    status: 'PUBLISHED' as const,
    published_at: announcement.publishedAt,
    created_by: announcement.createdBy,
  }))
  if (rows.length > 0) await db.insertInto('announcement').values(rows).execute()
}

/** Adds a DRAFT. */
export async function addDraft(
  db: Db,
  { id, createdBy, now, ...draft }: AnnouncementDraft & { id: string; createdBy: string; now: Instant },
): Promise<void> {
  const times = { created_at: now, updated_at: now }
  await db
    .insertInto('announcement')
    .values({ ...draftRow(draft), ...times, id, created_by: createdBy })
    .execute()
}

/** Rewrites what was not published yet, and raises its version. */
export async function rewriteDraft(db: Db, id: string, draft: AnnouncementDraft & { now: Instant }): Promise<void> {
  await db
    .updateTable('announcement')
    .set((eb) => ({ ...draftRow(draft), updated_at: draft.now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** A step of an announcement's life; what is left out stays as it is. */
export interface AnnouncementMove {
  readonly status?: AnnouncementStatus
  readonly isPinned?: boolean
  readonly publishAt?: Instant | null
  readonly publishedAt?: Instant | null
  readonly now: Instant
}

/** Moves an announcement on, and raises its version. The database refuses what is no move of domain.md, 9.7. */
export async function moveAnnouncement(db: Db, id: string, move: AnnouncementMove): Promise<void> {
  const { status, isPinned, publishAt, publishedAt, now } = move
  await db
    .updateTable('announcement')
    .set((eb) => ({
      ...(status && { status }),
      ...(isPinned !== undefined && { is_pinned: isPinned }),
      ...(publishAt !== undefined && { publish_at: publishAt }),
      ...(publishedAt !== undefined && { published_at: publishedAt }),
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}

/** Removes an announcement for good. */
export async function removeAnnouncement(db: Db, id: string): Promise<void> {
  await db.deleteFrom('announcement').where('id', '=', id).execute()
}
