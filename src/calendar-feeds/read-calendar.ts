import { createHash } from 'node:crypto'
import { type CalendarAsked, calendarEvents, calendarState, exceptionsOfEvents } from '../events/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import { Blocked } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { addSeconds, type Instant, isBefore } from '../platform/instant.js'
import { inTransaction } from '../platform/transaction.js'
import { findEdition, keepEdition } from './calendar-editions.repository.js'
import { type CalendarScope, scopeForAll, scopeOfLink } from './calendar-scope.js'
import { calendarText } from './calendar-text.js'
import { shownOf } from './shown-occurrences.js'

/** How far back a calendar reaches, in seconds: a year. */
const past = 366 * 86_400

type CalendarCtx = Needs<'viewer' | 'control' | 'throttle'>

/** A calendar as it is answered. */
export interface Calendar {
  /** Changes with anything in it. */
  readonly etag: string
  /** Later with each change that somebody read; null when that cannot be said yet. */
  readonly modifiedAt: Instant | null
  /** The text itself, for a client that does not have it. */
  readonly text: () => Promise<string>
}

/**
 * The calendar behind a secret link, as its owner may see it now; without a token that of PUBLIC events, in a church that
 * shows it. Two thousand events at most, those of the last year and to come. Null for a link that does not count: there is
 * none, it was revoked, or its owner may not sign in any more.
 *
 * Throws FEATURE_DISABLED while events are switched off, UNAUTHENTICATED without a link in a church that shows nothing
 * without one, THROTTLED.
 */
export async function readCalendar(ctx: CalendarCtx, token: string | null): Promise<Calendar | null> {
  await ctx.throttle('calendar', { by: ctx.origin.ip })
  if (!ctx.church.features.has('events')) {
    throw new Blocked('FEATURE_DISABLED', 'This church has switched off the feature `events`.')
  }
  const since = addSeconds(`${ctx.clock.now().slice(0, 10)}T00:00:00Z`, -past)
  const scope = token === null ? await scopeForAll(ctx) : await scopeOfLink(ctx, { token, since })
  if (!scope) return null
  const asked = { ...scope, own: idsOf(scope), since }
  const etag = await etagOf(ctx, scope, asked)
  return {
    etag,
    modifiedAt: await modifiedAt(ctx, scope, etag),
    text: () => textOf(ctx, scope, asked),
  }
}

const idsOf = ({ own }: CalendarScope): CalendarAsked['own'] =>
  own && { ministryIds: own.ministryIds, eventIds: [...new Set(own.registered.map(({ eventId }) => eventId))] }

async function etagOf({ db, church }: CalendarCtx, scope: CalendarScope, asked: CalendarAsked): Promise<string> {
  const { reach, ministryId, own } = scope
  const state = await calendarState(db, asked)
  const etag = createHash('sha256')
    .update(JSON.stringify([reach, ministryId, own, state, church.name]))
    .digest('base64url')
  return `"${etag.slice(0, 27)}"`
}

/** Found out by comparing: what is deleted, and rights that are lost, leave no date behind. */
async function modifiedAt(ctx: CalendarCtx, { feedId }: CalendarScope, etag: string): Promise<Instant | null> {
  const now = ctx.clock.now()
  const known = await findEdition(ctx.db, feedId)
  const edition = known?.etag === etag ? known : await keepNewEdition(ctx, { feedId, etag, now })
  // No answer is dated later than it is given (RFC 9110, 8.8.2.1).
  return edition && !isBefore(now, edition.modifiedAt) ? edition.modifiedAt : null
}

const keepNewEdition = (
  ctx: CalendarCtx,
  edition: { readonly feedId: string | null; readonly etag: string; readonly now: Instant },
) =>
  inTransaction(ctx, async ({ db, audit, clock }) => {
    audit(unaudited('It tells what a calendar program has read; nothing in the church changes.'))
    return keepEdition(db, { ...edition, id: newId(clock) })
  }).catch((error: unknown) => {
    // A church that is being moved is read all the same, and by its tag alone.
    if (error instanceof Blocked && error.code === 'CHURCH_MOVING') return null
    throw error
  })

async function textOf({ db, church }: CalendarCtx, scope: CalendarScope, asked: CalendarAsked): Promise<string> {
  const events = await calendarEvents(db, asked)
  const exceptions = await exceptionsOfEvents(
    db,
    events.map(({ id }) => id),
  )
  const byEvent = Map.groupBy(exceptions, ({ eventId }) => eventId)
  const only = shownOf(scope.own)
  const entries = events.map((event) => ({
    ...{ event, exceptions: byEvent.get(event.id) ?? [] },
    only: only(event),
  }))
  return calendarText(church.name, entries)
}
