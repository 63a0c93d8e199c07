import type { Needs } from '../platform/context.js'
import type { Page } from '../platform/page.js'
import { eventList, type EventFilter, type EventListRequest } from './event-list.queries.js'
import { reachOf } from './event-reach.js'
import type { Event } from './event.js'

/** The views of the calendar that the time decides about. */
export const eventViews = ['UPCOMING', 'PAST'] as const

/** What the list is asked for. */
export interface ListEvents extends EventListRequest {
  readonly view?: (typeof eventViews)[number] | null
}

/**
 * A page of the occurrences that the viewer may see: PUBLIC ones alone for who is not signed in. UPCOMING are those that
 * are not over, the next first; PAST those that have ended, the last first. Throws BAD_CURSOR, BAD_USER_INPUT, and what
 * is wrong with a token that was sent and does not count.
 */
export async function listEvents(
  ctx: Needs<'viewer' | 'refusedToken'>,
  { view, ...request }: ListEvents,
): Promise<Page<Event>> {
  if (ctx.refusedToken) throw ctx.refusedToken
  const now = ctx.clock.now()
  const filter: EventFilter = {
    ...request.filter,
    ...(view === 'UPCOMING' && { endsAfter: now }),
    ...(view === 'PAST' && { endsBefore: now }),
  }
  const sort = request.sort ?? (view === 'PAST' ? 'STARTS_AT_DESC' : 'STARTS_AT')
  return eventList(ctx.db, await reachOf(ctx), { ...request, filter, sort })
}
