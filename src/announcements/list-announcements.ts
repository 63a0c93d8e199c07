import type { Page, PageRequest } from '../platform/page.js'
import { type AnnouncementFilter, announcementList, visibleAnnouncement } from './announcement-list.queries.js'
import { type Announcement, asOf } from './announcement.js'
import { type AnnouncementCtx, readerOf } from './in-announcement.js'

/** What the list is asked for. */
export interface AnnouncementListRequest extends PageRequest {
  readonly filter?: AnnouncementFilter | null
}

/**
 * A page of what the viewer may see, each as it stands now: what is PUBLISHED, in time and for them; with
 * `announcements.write` every state, in GROUP scope of what is only for ministries that they lead. Throws BAD_CURSOR,
 * BAD_USER_INPUT.
 */
export async function listAnnouncements(
  ctx: AnnouncementCtx,
  request: AnnouncementListRequest,
): Promise<Page<Announcement>> {
  const reader = readerOf(ctx)
  const page = await announcementList(ctx.db, reader, request)
  const shown = page.edges.map(({ cursor, node }) => ({ cursor, node: asOf(node, reader.now) }))
  return { ...page, edges: shown, nodes: shown.map(({ node }) => node) }
}

/** One announcement as it stands now; null when there is none that the viewer may see. */
export async function findAnnouncement(ctx: AnnouncementCtx, id: string): Promise<Announcement | null> {
  const reader = readerOf(ctx)
  const found = await visibleAnnouncement(ctx.db, reader, id)
  return found && asOf(found, reader.now)
}
