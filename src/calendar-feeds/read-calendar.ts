import { createHash } from 'node:crypto'
import { viewerOfAccount } from '../access/index.js'
import { churchSettings } from '../churches/index.js'
import { calendarEvents, calendarState, type EventReach, exceptionsOfEvents, reachOf } from '../events/index.js'
import { Blocked } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { addSeconds, type Instant } from '../platform/instant.js'
import type { CalendarFeed } from './calendar-feed.js'
import { findLiveFeed } from './calendar-feeds.repository.js'
import { calendarText } from './calendar-text.js'
import { hashOfToken } from './create-calendar-feed.js'

/** How far back a calendar reaches, in seconds: a year. */
const past = 366 * 86_400

type CalendarCtx = Needs<'viewer' | 'control' | 'throttle'>

/** A calendar as it is answered. */
export interface Calendar {
  /** Changes with anything in it. */
  readonly etag: string
  /** When something in it was changed last. */
  readonly changedAt: Instant | null
  /** The text itself, for a client that does not have it. */
  readonly text: () => Promise<string>
}

/**
 * The calendar behind a secret link, as its owner may see it now; without a token that of PUBLIC events, in a church that
 * shows it. Two thousand events at most, those of the last year and to come.
 *
 * Throws FEATURE_DISABLED while events are switched off, UNAUTHENTICATED for a link that does not count and for a church
 * that shows nothing without one, THROTTLED.
 */
export async function readCalendar(ctx: CalendarCtx, token: string | null): Promise<Calendar> {
  await ctx.throttle('calendar', { by: ctx.origin.ip })
  if (!ctx.church.features.has('events')) {
    throw new Blocked('FEATURE_DISABLED', 'This church has switched off the feature `events`.')
  }
  const shown = token === null ? await shownToAll(ctx) : await shownBy(ctx, token)
  const now = ctx.clock.now()
  const asked = { ...shown, since: addSeconds(`${now.slice(0, 10)}T00:00:00Z`, -past) }
  const state = await calendarState(ctx.db, asked)
  const { reach, ministryId } = asked
  const etag = createHash('sha256')
    .update(JSON.stringify([reach, ministryId, state, ctx.church.name]))
    .digest('base64url')

  const text = async (): Promise<string> => {
    const events = await calendarEvents(ctx.db, asked)
    const exceptions = await exceptionsOfEvents(
      ctx.db,
      events.map(({ id }) => id),
    )
    const byEvent = Map.groupBy(exceptions, ({ eventId }) => eventId)
    const entries = events.map((event) => ({ event, exceptions: byEvent.get(event.id) ?? [] }))
    return calendarText(ctx.church.name, entries)
  }
  return { etag: `"${etag.slice(0, 27)}"`, changedAt: state.changedAt, text }
}

interface Shown {
  readonly reach: EventReach
  readonly ministryId: string | null
}

const noCalendar = (): Blocked => new Blocked('UNAUTHENTICATED', 'There is no calendar behind this link.')

async function shownToAll(ctx: CalendarCtx): Promise<Shown> {
  if (!(await churchSettings(ctx.db)).integration.icalPublic) throw noCalendar()
  return { reach: await reachOf({ ...ctx, viewer: null }), ministryId: null }
}

async function shownBy(ctx: CalendarCtx, token: string): Promise<Shown> {
  const feed = await findLiveFeed(ctx.db, hashOfToken(token))
  const viewer = feed && (await viewerOfAccount(ctx, feed.userId))
  if (!viewer) throw noCalendar()
  return { reach: narrowed(await reachOf({ ...ctx, viewer }), feed), ministryId: feed.ministryId }
}

/** Of what its owner may see, what a link of this kind is about. */
const narrowed = (reach: EventReach, { kind }: CalendarFeed): EventReach => ({
  ...reach,
  ...(kind === 'CHURCH' && {
    visibilities: reach.visibilities.filter((one) => one === 'PUBLIC' || one === 'MEMBERS'),
    ministryIds: [],
  }),
})
