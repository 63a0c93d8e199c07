import { type ExpressionBuilder, sql, type SqlBool } from 'kysely'
import type { Viewer } from '../platform/context.js'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { ChurchTables } from '../platform/db/tables.generated.js'
import type { Instant } from '../platform/instant.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { Scope } from '../platform/permission.js'
import type { Announcement, AnnouncementKind, AnnouncementStatus, Priority } from './announcement.js'
import { leaderIds } from './announcement.queries.js'
import { announcementColumns } from './announcements.repository.js'

/** Who reads, and when. */
export interface AnnouncementReader extends Pick<Viewer, 'memberId' | 'roleIds' | 'roles'> {
  /** How far `announcements.write` reaches: what it reaches is seen in every state. Null without it. */
  readonly writes: Scope | null
  readonly now: Instant
}

/** Which announcements: those that fit every field given. */
export interface AnnouncementFilter {
  readonly status?: AnnouncementStatus | null
  readonly type?: AnnouncementKind | null
  readonly priority?: Priority | null
  readonly isPinned?: boolean | null
}

const order = keysetOrder<Announcement>(
  [
    { column: 'isPinned', direction: 'desc', kind: 'flag' },
    { column: 'listedAt', direction: 'desc', kind: 'instant' },
    { column: 'id', direction: 'desc', kind: 'id' },
  ],
  'announcement',
)

/** A page of what a reader may see, pinned ones first, the newest first in each. Throws BAD_CURSOR, BAD_USER_INPUT. */
export function announcementList(
  db: Db,
  reader: AnnouncementReader,
  request: PageRequest & { readonly filter?: AnnouncementFilter | null },
): Promise<Page<Announcement>> {
  const { status, type, priority, isPinned } = request.filter ?? {}
  const wanted = visibleTo(db, reader)
    .$if(Boolean(status), (query) => query.where(standsAt(status ?? 'DRAFT', reader.now)))
    .$if(Boolean(type), (query) => query.where('announcement.type', '=', type ?? 'OTHER'))
    .$if(Boolean(priority), (query) => query.where('announcement.priority', '=', priority ?? 'LOW'))
    .$if(typeof isPinned === 'boolean', (query) => query.where('announcement.is_pinned', '=', isPinned ?? true))
  return readPage(request, order, {
    rows: (after, limit) =>
      wanted.select(announcementColumns).select(leaderIds).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUpTo(db, wanted.select('announcement.id')),
  })
}

/** One announcement, when the reader may see it; null otherwise. */
export async function visibleAnnouncement(
  db: Db,
  reader: AnnouncementReader,
  id: string,
): Promise<Announcement | null> {
  const found = await visibleTo(db, reader)
    .select(announcementColumns)
    .select(leaderIds)
    .where('announcement.id', '=', id)
    .executeTakeFirst()
  return found ?? null
}

type Builder = ExpressionBuilder<ChurchTables, 'announcement'>

const visibleTo = (db: Db, reader: AnnouncementReader) =>
  db.selectFrom('announcement').where((eb) => {
    const shown = eb.and([standsAt('PUBLISHED', reader.now), isFor(eb, reader)])
    if (reader.writes === null) return shown
    return reader.writes === 'ALL' ? eb.lit(true) : eb.or([shown, isForGroupsOf(reader)])
  })

/** Where it stands by its times: a job may be late. */
function standsAt(status: AnnouncementStatus, now: Instant) {
  const has = (...names: AnnouncementStatus[]) => sql`announcement.status in (${sql.join(names)})`
  const begun = sql`announcement.listed_at <= ${now}`
  const over = sql`(announcement.expires_at is not null and announcement.expires_at <= ${now})`
  const published = sql`(${has('SCHEDULED', 'PUBLISHED')} and ${begun})`
  if (status === 'SCHEDULED') return sql<SqlBool>`(${has('SCHEDULED')} and announcement.publish_at > ${now})`
  if (status === 'PUBLISHED') return sql<SqlBool>`(${published} and not ${over})`
  if (status === 'EXPIRED') return sql<SqlBool>`(${has('EXPIRED')} or (${published} and ${over}))`
  return sql<SqlBool>`${has(status)}`
}

const isFor = (eb: Builder, { memberId, roleIds, roles }: AnnouncementReader) => {
  const ids = eb.ref('announcement.audience_ids')
  const groups = eb.ref('announcement.audience_group')
  const held = sql`array(
    select role.id from role where role.id = any(${[...roleIds]}::uuid[]) or role.key = any(${[...roles]}::text[]))`
  const ministries = sql`from ministry_membership stay join ministry on ministry.id = stay.ministry_id
    where stay.member_id = ${memberId} and stay.status = 'ACTIVE'`
  return sql<SqlBool>`case announcement.audience_kind
    when 'CHURCH' then true
    when 'MEMBER' then ${memberId}::uuid = any(${ids})
    when 'ROLE' then case when ${groups} = 'LEADERS' then 'LEADER' = any(${[...roles]}::text[]) else ${ids} && ${held} end
    else exists (select ${ministries} and (ministry.id = any(${ids}) or ministry.category = ${groups}))
  end`
}

const isForGroupsOf = ({ memberId }: AnnouncementReader) => sql<SqlBool>`(
  announcement.audience_kind = 'MINISTRY' and announcement.audience_group is null and announcement.audience_ids <@ array(
    select guide.ministry_id from ministry_membership guide where guide.member_id = ${memberId}
    and guide.status = 'ACTIVE' and guide.role in ('LEADER', 'ASSISTANT')))`
