import { requireViewer } from '../access/index.js'
import { type Event, lockEvent, maySeeEvent, mayUpdateEvent } from '../events/index.js'
import { notAllowed } from '../platform/blocked.js'
import { newId } from '../platform/ids.js'
import { addSeconds, type Instant, toEpochSeconds } from '../platform/instant.js'
import { isRefusal, refuse, refuseAll, type Refusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { bookingAudit } from './booking-audit.js'
import { type Booking, type Margins, maxMargin } from './booking.js'
import { addBookings } from './bookings.repository.js'
import type { ResourceCtx } from './keep-resources.js'
import { comingOccurrences, type Occurring } from './occurrences-to-book.queries.js'
import { refuseTaken } from './refuse-taken.js'
import { lockResources } from './resources.repository.js'

/** What is booked for what. */
export interface BookResource {
  readonly eventId: string
  /** The original start of one occurrence; every coming one of a series unless given. */
  readonly occurrenceAt?: Instant | null
  readonly resourceId: string
  /** From when, for setting up; of a series, for the first occurrence booked, and as long before each other one. */
  readonly from?: Instant | null
  /** Until when, for clearing away; likewise. */
  readonly until?: Instant | null
}

/**
 * Keeps a resource for one occurrence of an event, or for every coming one, entirely or not at all. The database has the
 * last word on what is free. Resolves to the bookings, the next first.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW for a draft, for what was called off or is over and for an archived resource, INVALID,
 * and RESOURCE_TAKEN; throws FORBIDDEN without `events.write`, in GROUP scope for an event of a ministry that others lead.
 * Locks the event, then the resource.
 */
export async function bookResource(ctx: ResourceCtx, input: BookResource) {
  return inTransaction(ctx, async (ctx) => {
    const event = await lockBookable(ctx, input.eventId)
    if (isRefusal(event)) return event
    const occurrences = await occurrencesToBook(ctx, event, input.occurrenceAt ?? null)
    if (isRefusal(occurrences)) return occurrences
    const margins = marginsOf(input, occurrences)
    if (isRefusal(margins)) return margins
    const [resource] = await lockResources(ctx.db, [input.resourceId])
    if (!resource) return refuse('NOT_FOUND', 'There is no such resource.', ['resourceId'])
    if (resource.archivedAt !== null) return refuse('NOT_ALLOWED_NOW', 'The resource is archived.', ['resourceId'])

    const { userId } = requireViewer(ctx)
    const wanted = occurrences.map((occurrence) => ({
      ...{ id: newId(ctx.clock), eventId: event.id, resourceId: resource.id, bookedBy: userId },
      ...{ createdAt: ctx.clock.now(), occurrenceAt: occurrence.occurrenceAt, ...margins },
      startsAt: addSeconds(occurrence.startsAt, -margins.secondsBefore),
      endsAt: addSeconds(occurrence.endsAt, margins.secondsAfter),
    }))
    const bookings = await addBookings(ctx.db, wanted)
    if (bookings.length < wanted.length) return refuseTaken(ctx, { wanted, path: ['resourceId'] })
    for (const booking of bookings) ctx.audit({ action: 'booking.create', ...bookingAudit(null, booking) })
    return bookings satisfies readonly Booking[]
  })
}

/** An event that may be given a resource by the viewer, locked. */
async function lockBookable(
  ctx: ResourceCtx,
  eventId: string,
): Promise<Event | Refusal<'NOT_FOUND' | 'NOT_ALLOWED_NOW'>> {
  const viewer = requireViewer(ctx)
  const event = await lockEvent(ctx.db, eventId)
  if (!event || (!mayUpdateEvent(viewer, event) && !(await maySeeEvent(ctx, event)))) {
    return refuse('NOT_FOUND', 'There is no such event.', ['eventId'])
  }
  if (!mayUpdateEvent(viewer, event)) {
    throw notAllowed('This needs a right for the events of the whole church, or of this ministry.')
  }
  if (event.status === 'SCHEDULED') return event
  const message = event.status === 'DRAFT' ? 'A draft takes no room: publish it first.' : 'The event was called off.'
  return refuse('NOT_ALLOWED_NOW', message, ['eventId'])
}

async function occurrencesToBook(
  { db, clock }: ResourceCtx,
  event: Event,
  occurrenceAt: Instant | null,
): Promise<readonly [Occurring, ...Occurring[]] | Refusal<'NOT_FOUND' | 'NOT_ALLOWED_NOW'>> {
  const coming = await comingOccurrences(db, event.id, clock.now())
  const at = occurrenceAt === null ? null : toEpochSeconds(occurrenceAt)
  const [first, ...others] = at === null ? coming : coming.filter((one) => toEpochSeconds(one.occurrenceAt) === at)
  if (first) return [first, ...others]
  return at === null
    ? refuse('NOT_ALLOWED_NOW', 'The event is over.', ['eventId'])
    : refuse('NOT_FOUND', 'No such occurrence is ahead.', ['occurrenceAt'])
}

/** How much longer than the first occurrence it is wanted. Refuses INVALID for less, and for more than a day. */
function marginsOf(
  { from, until }: BookResource,
  [first]: readonly [Occurring, ...Occurring[]],
): Margins | Refusal<'INVALID'> {
  const secondsBefore = from ? toEpochSeconds(first.startsAt) - toEpochSeconds(from) : 0
  const secondsAfter = until ? toEpochSeconds(until) - toEpochSeconds(first.endsAt) : 0
  const isWrong = (seconds: number): boolean => seconds < 0 || seconds > maxMargin
  const faults = [
    ...(isWrong(secondsBefore) ? [fault('from', 'It is kept from the start on, or a day before that at most.')] : []),
    ...(isWrong(secondsAfter) ? [fault('until', 'It is kept until the end, or a day after that at most.')] : []),
  ]
  return refuseAll(faults) ?? { secondsBefore, secondsAfter }
}

const fault = (field: string, message: string) => ({ code: 'INVALID' as const, message, path: [field], params: null })
