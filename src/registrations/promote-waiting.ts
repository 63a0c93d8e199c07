import type { Event } from '../events/index.js'
import type { Needs } from '../platform/context.js'
import { isBefore } from '../platform/instant.js'
import { placesAt } from './places.queries.js'
import { registrationPromoted } from './registration-announcements.js'
import { registrationAudit } from './registration-audit.js'
import { nextOf } from './registration.js'
import { moveRegistrations, waitingFor } from './registrations.repository.js'

/**
 * Gives the places that are free to those who have waited longest, and tells them. Belongs under the lock of the event;
 * nothing happens for an occurrence that is over or was called off.
 */
export async function promoteWaiting(ctx: Needs<never>, event: Event): Promise<void> {
  const now = ctx.clock.now()
  if (event.status !== 'SCHEDULED' || !isBefore(now, event.endsAt)) return
  const key = { eventId: event.id, occurrenceAt: event.occurrenceAt }
  const waiting = await waitingFor(ctx.db, key)
  if (waiting.length === 0) return
  const { taken } = await placesAt(ctx.db, key)
  const next = nextOf(waiting, event.capacity === null ? null : event.capacity - taken)
  if (next.length === 0) return

  const ids = next.map(({ id }) => id)
  const moved = new Map(
    (await moveRegistrations(ctx.db, ids, { status: 'REGISTERED', now })).map((one) => [one.id, one]),
  )
  for (const before of next) {
    const registration = moved.get(before.id) ?? before
    ctx.audit({ action: 'registration.promote', ...registrationAudit(before, registration) })
    ctx.announce(registrationPromoted({ registration, event }))
  }
}
