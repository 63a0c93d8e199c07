import type { Event } from '../events/index.js'
import type { Needs } from '../platform/context.js'
import { addSeconds, type Instant, isBefore } from '../platform/instant.js'
import { refuse, refuseAll, type Refusal, type UserError } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'
import { placesAt } from './places.queries.js'
import { maxGuests, placesOf, type Registration } from './registration.js'

/** What somebody says who registers. */
export type Details = Pick<Registration, 'guests' | 'note'>

/** The same, tidied. */
export const tidyDetails = ({ guests, note }: { guests?: number | null; note?: string | null }): Details => ({
  guests: guests ?? 0,
  note: trimmed(note),
})

/** Everything wrong with it. */
export function detailFaults({ guests, note }: Details): UserError<'REQUIRED' | 'TOO_LONG' | 'INVALID'>[] {
  const texts = textFaults({ note }, [{ field: 'note', maximum: 500 }])
  if (guests >= 0 && guests <= maxGuests) return texts
  const message = `One brings 0 to ${maxGuests} guests.`
  return [...texts, { code: 'INVALID', message, path: ['guests'], params: { maximum: maxGuests } }]
}

/** Why nobody registers for this occurrence now; null when they may. The deadline does not hold for staff. */
export function refuseTime(
  occurrence: Event,
  { now, isStaff }: { readonly now: Instant; readonly isStaff: boolean },
): Refusal<'NOT_ALLOWED_NOW' | 'DEADLINE_PASSED'> | null {
  const { status, registration, startsAt, endsAt, registrationOpensAt, deadlineMinutes } = occurrence
  const no = (message: string) => refuse('NOT_ALLOWED_NOW', message, ['eventId'])
  if (status === 'DRAFT') return no('The event is a draft: publish it first.')
  if (status === 'CANCELLED') return no('It was called off.')
  if (registration === 'NONE') return no('Nobody registers for this event: just come.')
  if (!isBefore(now, endsAt)) return no('It is over.')
  if (registrationOpensAt !== null && isBefore(now, registrationOpensAt)) return no('Registration is not open yet.')
  if (isStaff || isBefore(now, addSeconds(startsAt, -60 * deadlineMinutes))) return null
  return refuse('DEADLINE_PASSED', 'Registration has ended.', ['eventId'])
}

/**
 * What a registration becomes: REGISTERED while there are places and nobody waits, else WAITLISTED. Refuses EVENT_FULL
 * where nobody may wait, and for more people than there will ever be places for. Exact under the lock of the event.
 */
export async function settlePlaces(
  { db }: Needs<never>,
  { id: eventId, occurrenceAt, capacity, waitlist }: Event,
  details: Details,
): Promise<'REGISTERED' | 'WAITLISTED' | Refusal<'EVENT_FULL'>> {
  if (capacity === null) return 'REGISTERED'
  const { taken, waiting } = await placesAt(db, { eventId, occurrenceAt })
  const placesLeft = Math.max(0, capacity - taken)
  const needed = placesOf(details)
  if (waiting === 0 && needed <= placesLeft) return 'REGISTERED'
  if (waitlist && needed <= capacity) return 'WAITLISTED'
  const message = waiting === 0 && placesLeft > 0 ? `There are ${placesLeft} places left.` : 'There is no place left.'
  const told = { code: 'EVENT_FULL' as const, message, path: ['eventId'], params: { placesLeft } }
  return refuseAll([told]) ?? refuse(told.code, message, told.path)
}
