import type { Event } from '../events/index.js'
import type { OwnTimes } from './calendar-scope.js'
import type { ShownOccurrence } from './calendar-text.js'

/**
 * Which occurrences of an event a calendar shows: of a series of somebody else's those that its owner registered for; null
 * for all of them. Who waits for a place is not sure to come.
 */
export function shownOf(own: OwnTimes | null): (event: Event) => readonly ShownOccurrence[] | null {
  const byEvent = Map.groupBy(own?.registered ?? [], ({ eventId }) => eventId)
  return ({ id, rrule, ministryId }) => {
    const registered = byEvent.get(id)
    const isOwn = ministryId !== null && own?.ministryIds.includes(ministryId)
    if (!registered || (rrule !== null && isOwn)) return null
    return registered.map(({ occurrenceAt, status, updatedAt }) => ({
      ...{ occurrenceAt, updatedAt },
      isSure: status !== 'WAITLISTED',
    }))
  }
}
