import { Blocked } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { hoursBetween, type Instant } from '../platform/instant.js'
import type { Page } from '../platform/page.js'
import type { EventFilter } from './event-filter.js'
import { eventList, type EventListRequest } from './event-list.queries.js'
import { reachOf } from './event-reach.js'
import { isTooOften } from './event-window.queries.js'
import type { Event } from './event.js'

/** The views of the calendar that the time decides about. */
export const eventViews = ['UPCOMING', 'PAST'] as const

/** One of `eventViews`. */
export type EventView = (typeof eventViews)[number]

/** What the list is asked for. */
export interface ListEvents extends EventListRequest {
  readonly view?: EventView | null
}

/** A filter of events, narrowed to the side of `now` that `view` shows. */
export const filterOfView = (
  filter: EventFilter | null | undefined,
  view: EventView | null | undefined,
  now: Instant,
): EventFilter => ({
  ...filter,
  ...(view === 'UPCOMING' && { endsAfter: now }),
  ...(view === 'PAST' && { endsBefore: now }),
})

/**
 * A page of the occurrences that the viewer may see: PUBLIC ones alone for who is not signed in. UPCOMING are those that
 * are not over, the next first; PAST those that have ended, the last first. Throws BAD_CURSOR, BAD_USER_INPUT, and what
 * is wrong with a token that was sent and does not count. BAD_USER_INPUT also for a time that ends before it
 * begins, and for one in which one series takes place more than 366 times.
 */
export async function listEvents(
  ctx: Needs<'viewer' | 'refusedToken'>,
  { view, ...request }: ListEvents,
): Promise<Page<Event>> {
  if (ctx.refusedToken) throw ctx.refusedToken
  const { from, to } = request.filter ?? {}
  if (from && to) await requireWindow(ctx, { from, to })
  const filter = filterOfView(request.filter, view, ctx.clock.now())
  const sort = request.sort ?? (view === 'PAST' ? 'STARTS_AT_DESC' : 'STARTS_AT')
  return eventList(ctx.db, await reachOf(ctx), { ...request, filter, sort })
}

/** How often one event may take place in the time that is asked for (domain.md, 3.6). */
const maxInWindow = 366

/** No series takes place more than once a day by its rule, so only a longer time is looked at. */
async function requireWindow(
  { db }: Needs<never>,
  window: { readonly from: Instant; readonly to: Instant },
): Promise<void> {
  const hours = hoursBetween(window.from, window.to)
  if (hours < 0) throw badWindow('The time ends before it begins: `to` is earlier than `from`.')
  if (hours <= maxInWindow * 24 || !(await isTooOften(db, window, maxInWindow))) return
  throw badWindow(`One series takes place more than ${maxInWindow} times then: ask for a shorter time.`)
}

const badWindow = (message: string): Blocked => new Blocked('BAD_USER_INPUT', message, ['filter', 'to'])
