import { requireViewer } from '../access/index.js'
import { openCategories } from '../ministries/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs, Viewer } from '../platform/context.js'
import { refuse, type Refusal, type UserError } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { type AnnouncementReader, visibleAnnouncement } from './announcement-list.queries.js'
import { type Announcement, asOf } from './announcement.js'
import type { ForGroups } from './announcement.policy.js'
import { lockAnnouncement } from './announcement.queries.js'
import { type Audience, audienceFaults } from './audience.js'
import { knownIds } from './audience.queries.js'

/** What every change of an announcement touches. */
export type AnnouncementCtx = Needs<'viewer' | 'refusedToken'>

/** Which announcement is changed, and who may. */
export interface Wanted {
  readonly id: string
  readonly may: (viewer: Viewer, announcement: ForGroups) => boolean
  /** The right that `may` asks for, for who lacks it. */
  readonly right: string
}

/**
 * Does `work` in a transaction that holds the lock of an announcement, so that those who change it and the job that moves it
 * take turns. `work` is told where it stands by its times, and how it is kept: a late job has not moved it yet.
 *
 * Refuses NOT_FOUND, for one that the viewer may not see as well; throws FORBIDDEN for one that is only seen.
 */
export const inAnnouncement = <Outcome>(
  ctx: AnnouncementCtx,
  { id, may, right }: Wanted,
  work: (ctx: AnnouncementCtx, announcement: Announcement, kept: Announcement) => Promise<Outcome>,
): Promise<Outcome | Refusal<'NOT_FOUND'>> =>
  inTransaction<AnnouncementCtx, Outcome | Refusal<'NOT_FOUND'>>(ctx, async (ctx) => {
    const viewer = requireViewer(ctx)
    const kept = await lockAnnouncement(ctx.db, id)
    if (!kept) return noSuchAnnouncement()
    if (may(viewer, kept)) return work(ctx, asOf(kept, ctx.clock.now()), kept)
    if (!(await visibleAnnouncement(ctx.db, readerOf(ctx), id))) return noSuchAnnouncement()
    throw notAllowed(`This needs the right ${right} for this announcement.`)
  })

/** The refusal of an id that leads to nothing the viewer may see. */
export const noSuchAnnouncement = (): Refusal<'NOT_FOUND'> =>
  refuse('NOT_FOUND', 'There is no such announcement.', ['id'])

/** The viewer as a reader of announcements, now. */
export function readerOf(ctx: AnnouncementCtx): AnnouncementReader {
  const { memberId, roleIds, roles, grants } = requireViewer(ctx)
  return { memberId, roleIds, roles, writes: grants.get('announcements.write') ?? null, now: ctx.clock.now() }
}

/** Everything wrong with an audience: its form, and each id that leads nowhere, by its place among those that are kept. */
export async function faultsOfAudience(
  { db, church }: AnnouncementCtx,
  audience: Audience,
): Promise<UserError<'REQUIRED' | 'INVALID' | 'NOT_FOUND'>[]> {
  const faults = audienceFaults(audience)
  if (faults.length > 0) return faults
  const known = await knownIds(db, audience, openCategories(church.features))
  return audience.audienceIds.flatMap((id, index) =>
    known.has(id)
      ? []
      : [{ code: 'NOT_FOUND' as const, message: unknown[audience.audienceKind], path: at(index), params: null }],
  )
}

const at = (index: number): readonly string[] => ['audience', 'ids', String(index)]

const unknown = {
  CHURCH: 'There is no such id.',
  ROLE: 'There is no such role.',
  MINISTRY: 'There is no such ministry, or it has ended.',
  MEMBER: 'There is no such member.',
} as const

/** STALE_VERSION when `expected` is named and old, null otherwise. */
export const refuseStale = ({ version }: Announcement, expected: number | null | undefined) =>
  (expected ?? version) === version
    ? null
    : refuse('STALE_VERSION', 'Somebody else changed this announcement meanwhile.', ['expectedVersion'])
