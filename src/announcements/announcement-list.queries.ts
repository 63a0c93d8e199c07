import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Instant } from '../platform/instant.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { Announcement } from './announcement.js'

const order = keysetOrder<Announcement>(
  [
    { column: 'publishedAt', direction: 'desc', kind: 'instant' },
    { column: 'id', direction: 'desc', kind: 'id' },
  ],
  'announcement',
)

/** A page of what is announced at `now`, newest first. Throws BAD_CURSOR, BAD_USER_INPUT. */
export function announcementList(db: Db, now: Instant, request: PageRequest): Promise<Page<Announcement>> {
  const wanted = db
    .selectFrom('announcement')
    .where('announcement.published_at', '<=', now)
    .where((eb) => eb.or([eb('announcement.expires_at', 'is', null), eb('announcement.expires_at', '>', now)]))

  const columns = [
    ...(['announcement.id', 'announcement.title', 'announcement.body', 'announcement.type'] as const),
    ...(['announcement.priority', 'announcement.is_pinned as isPinned'] as const),
    ...(['announcement.published_at as publishedAt', 'announcement.expires_at as expiresAt'] as const),
  ] as const
  return readPage(request, order, {
    rows: (after, limit) => wanted.select(columns).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUpTo(db, wanted.select('announcement.id')),
  })
}
