import {
  type EventCancellation,
  eventCancelled,
  type EventChange,
  eventChanged,
  type EventSplit,
  eventSplit,
} from '../events/index.js'
import type { Needs } from '../platform/context.js'
import { when } from '../platform/outbox/reaction.js'
import type { Refusal } from '../platform/refusal.js'
import { addBookings } from './bookings.repository.js'
import { freeOccurrences, misfits, type MovedOccurrences, resourcesKeptFor, takeOut } from './event-moves.repository.js'
import { refuseTaken } from './refuse-taken.js'
import { lockResources } from './resources.repository.js'

/** What becomes of bookings when events change. */
export const resourceReactions = [
  when(eventChanged, followChange),
  when(eventSplit, followSplit),
  when(eventCancelled, ({ db, clock }, { event, occurrences }: EventCancellation) =>
    freeOccurrences(db, { eventId: event.id, occurrences }, clock.now()),
  ),
]

async function followChange(ctx: Needs<never>, { event, moves, gone }: EventChange): Promise<Refusal | null> {
  await freeOccurrences(ctx.db, { eventId: event.id, occurrences: gone }, ctx.clock.now())
  return moveAlong(ctx, { fromId: event.id, intoId: event.id, moves })
}

async function followSplit(ctx: Needs<never>, { from, to, moves, gone }: EventSplit): Promise<Refusal | null> {
  await freeOccurrences(ctx.db, { eventId: from.id, occurrences: gone }, ctx.clock.now())
  return moveAlong(ctx, { fromId: from.id, intoId: to.id, moves })
}

/**
 * Bookings move along with their occurrences. Refuses RESOURCE_TAKEN when something else is where they would go: who moves
 * an event hears of it, instead of finding the room taken on the day. The event is locked by who changes it.
 */
async function moveAlong(ctx: Needs<never>, moved: MovedOccurrences): Promise<Refusal | null> {
  const now = ctx.clock.now()
  const kept = await resourcesKeptFor(ctx.db, moved.fromId, now)
  if (kept.length === 0) return null
  await lockResources(ctx.db, kept)
  const wanted = await misfits(ctx.db, moved, now)
  await takeOut(
    ctx.db,
    wanted.map(({ id }) => id),
  )
  const put = await addBookings(ctx.db, wanted)
  return put.length < wanted.length ? refuseTaken(ctx, { wanted, path: ['startsAt'] }) : null
}
