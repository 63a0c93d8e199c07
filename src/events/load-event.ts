import { batchedById } from '../platform/batched.js'
import type { Needs } from '../platform/context.js'
import type { Instant } from '../platform/instant.js'
import { maySeeEvent } from './event-reach.js'
import type { Event } from './event.js'
import { eventsById } from './events.repository.js'
import { eventAtOccurrence } from './occurrences.repository.js'

/** One event by id, batched with the others that this ctx asks for; null when there is none. Hides nothing. */
export const loadEvent = batchedById(eventsById)

/**
 * An event, or one occurrence of it, as this viewer may know of it: null also for one that is not shown to them. Throws
 * what is wrong with a token that was sent and does not count.
 */
export async function findEvent(
  ctx: Needs<'viewer' | 'refusedToken'>,
  { id, occurrenceAt }: { readonly id: string; readonly occurrenceAt?: Instant | null },
): Promise<Event | null> {
  if (ctx.refusedToken) throw ctx.refusedToken
  const event = await (occurrenceAt ? eventAtOccurrence(ctx.db, { eventId: id, occurrenceAt }) : loadEvent(ctx, id))
  return event && (await maySeeEvent(ctx, event)) ? event : null
}
