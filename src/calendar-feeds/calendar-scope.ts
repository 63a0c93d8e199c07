import { viewerOfAccount } from '../access/index.js'
import { churchSettings } from '../churches/index.js'
import { type EventReach, ministryIdsOf, reachOf } from '../events/index.js'
import { Blocked } from '../platform/blocked.js'
import type { Needs, Viewer } from '../platform/context.js'
import type { Instant } from '../platform/instant.js'
import { type RegisteredTime, registeredTimes } from '../registrations/index.js'
import type { CalendarFeed } from './calendar-feed.js'
import { findLiveFeed } from './calendar-feeds.repository.js'
import { hashOfToken } from './create-calendar-feed.js'

/** What is somebody's own. */
export interface OwnTimes {
  readonly ministryIds: readonly string[]
  readonly registered: readonly RegisteredTime[]
}

/** What a calendar is about. */
export interface CalendarScope {
  /** The link that it stands behind; null for the calendar of PUBLIC events. */
  readonly feedId: string | null
  readonly reach: EventReach
  readonly ministryId: string | null
  /** Null for what is not about somebody. */
  readonly own: OwnTimes | null
}

/** PUBLIC events. Throws UNAUTHENTICATED in a church that shows them to nobody who has no link. */
export async function scopeForAll(ctx: Needs<'viewer'>): Promise<CalendarScope> {
  if (!(await churchSettings(ctx.db)).integration.icalPublic) {
    throw new Blocked('UNAUTHENTICATED', 'This church shows its calendar only through links: ask for one.')
  }
  return { feedId: null, reach: await reachOf({ ...ctx, viewer: null }), ministryId: null, own: null }
}

/** What the owner of a link may see now, and of that what it is about; null for a link that does not count. */
export async function scopeOfLink(
  ctx: Needs<'viewer' | 'control'>,
  { token, since }: { readonly token: string; readonly since: Instant },
): Promise<CalendarScope | null> {
  const feed = await findLiveFeed(ctx.db, hashOfToken(token))
  const viewer = feed && (await viewerOfAccount(ctx, feed.userId))
  if (!viewer) return null
  const reach = await reachOf({ ...ctx, viewer })
  const own = feed.kind === 'MINE' ? await ownTimes({ ...ctx, viewer }, since) : null
  return { feedId: feed.id, reach: narrowed(reach, feed), ministryId: feed.ministryId, own }
}

async function ownTimes(ctx: Needs<'viewer'> & { readonly viewer: Viewer }, since: Instant): Promise<OwnTimes> {
  const { memberId } = ctx.viewer
  if (memberId === null) return { ministryIds: [], registered: [] }
  return {
    ministryIds: await ministryIdsOf(ctx),
    registered: await registeredTimes(ctx.db, { memberId, since }),
  }
}

/** Of what its owner may see, what everybody in the church may see, where the link is about the church. */
const narrowed = (reach: EventReach, { kind }: CalendarFeed): EventReach => ({
  ...reach,
  ...(kind === 'CHURCH' && {
    visibilities: reach.visibilities.filter((one) => one === 'PUBLIC' || one === 'MEMBERS'),
    ministryIds: [],
  }),
})
