import type { Needs } from '../platform/context.js'
import { inWords } from '../platform/instant.js'
import { refuseAll, type Refusal, refuse } from '../platform/refusal.js'
import type { NewBooking } from './booking.js'
import { firstInTheWay } from './bookings.repository.js'
import { findBookedEvent, loadResource } from './load-resources.js'

/**
 * RESOURCE_TAKEN for bookings that the database did not take, with what is in their way: when, and which event it is for
 * when the viewer may see that. `path` is what must be mended.
 */
export async function refuseTaken(
  ctx: Needs<never>,
  { wanted, path }: { readonly wanted: readonly NewBooking[]; readonly path: readonly string[] },
): Promise<Refusal<'RESOURCE_TAKEN'>> {
  const taken = await firstInTheWay(ctx.db, wanted)
  if (!taken) return refuse('RESOURCE_TAKEN', 'The occurrences of the series are in each other’s way.', path)
  const event = await findBookedEvent(ctx, taken)
  const resource = (await loadResource(ctx, taken.resourceId))?.name ?? ''
  const when = inWords(taken.startsAt, ctx.church.timeZone)
  const message = event ? `${resource} is taken: ${event.title}, ${when}.` : `${resource} is taken: ${when}.`
  const fault = {
    ...{ code: 'RESOURCE_TAKEN' as const, message, path },
    params: {
      ...{ resourceId: taken.resourceId, from: taken.startsAt, until: taken.endsAt },
      ...(event && { event: event.title, eventId: event.id }),
    },
  }
  return refuseAll([fault]) ?? refuse(fault.code, message, path)
}
