import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs, Viewer } from '../platform/context.js'
import type { Instant } from '../platform/instant.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { maySeeEvent } from './event-reach.js'
import type { Event } from './event.js'
import { lockEvent } from './events.repository.js'
import { isAddedOccurrence } from './exceptions.repository.js'
import { eventAtOccurrence } from './occurrences.repository.js'

/** What every change of an event touches. */
export type EventCtx = Needs<'viewer' | 'refusedToken'>

/** How much of a series a change is about. */
export const eventScopes = ['THIS', 'FOLLOWING', 'ALL'] as const

/** One of `eventScopes`. */
export type EventScope = (typeof eventScopes)[number]

/** Which event a change is about. */
export interface Changing {
  readonly id: string
  readonly expectedVersion?: number | null
}

/**
 * The event that is about to be changed, locked until the transaction ends.
 *
 * Refuses NOT_FOUND, also for what the viewer may not see, and STALE_VERSION; throws FORBIDDEN unless `may`.
 */
export async function lockForChange(
  ctx: EventCtx,
  { id, expectedVersion }: Changing,
  may: (viewer: Viewer, event: Event) => boolean,
): Promise<Event | Refusal<'NOT_FOUND' | 'STALE_VERSION'>> {
  const viewer = requireViewer(ctx)
  const event = await lockEvent(ctx.db, id)
  if (!event) return noEvent()
  if (!may(viewer, event)) {
    if (!(await maySeeEvent(ctx, event))) return noEvent()
    throw notAllowed('This needs a right for the events of the whole church, or of this ministry.')
  }
  if ((expectedVersion ?? event.version) === event.version) return event
  return refuse('STALE_VERSION', 'Somebody changed the event meanwhile.', ['expectedVersion'])
}

const noEvent = () => refuse('NOT_FOUND', 'There is no such event.', ['id'])

/** Which occurrence a change is about, and how much of the series. */
export interface Scoped {
  readonly scope?: EventScope | null
  readonly occurrenceAt?: Instant | null
}

/**
 * One occurrence of a locked series that a change in scope THIS or FOLLOWING is about, or null when it is about the whole
 * event: scope ALL, an event that takes place once, and everything from the first on. Refuses REQUIRED when nobody said
 * which occurrence, NOT_FOUND when there is none, and INVALID for FOLLOWING one that was added: no rule goes on from there.
 */
export async function occurrenceToChange(
  { db }: Pick<EventCtx, 'db'>,
  event: Event,
  { scope, occurrenceAt }: Scoped,
): Promise<Event | null | Refusal<'REQUIRED' | 'NOT_FOUND' | 'INVALID'>> {
  if (event.rrule === null || (scope ?? 'ALL') === 'ALL') return null
  if (!occurrenceAt) return refuse('REQUIRED', 'Say which occurrence of the series.', ['occurrenceAt'])
  const occurrence = await eventAtOccurrence(db, { eventId: event.id, occurrenceAt })
  if (!occurrence) return refuse('NOT_FOUND', 'The series has no such occurrence.', ['occurrenceAt'])
  if (scope === 'THIS') return occurrence
  if (await isAddedOccurrence(db, { eventId: event.id, occurrenceAt })) {
    const message = 'This one was added: change it alone (THIS), or begin with one that the rule of the series gives.'
    return refuse('INVALID', message, ['scope'])
  }
  return occurrence.occurrenceAt === event.startsAt ? null : occurrence
}
