import { type Event, type EventCancellation, type EventChange, isOver } from '../events/index.js'
import { hoursBetween, type Instant, isBefore } from '../platform/instant.js'
import type { Gathering } from './notice-params.js'
import { notice } from './notice.js'
import { type Audience, type NewNotification, wholeChurch } from './notification.js'

/** What an event is urgent within, in hours before its start. */
const urgentHours = 48

/** An event as texts tell of it: at its own start unless another is given. */
export const gatheringOf = ({ title, timeZone, location, ...event }: Event, startsAt = event.startsAt): Gathering => ({
  ...{ event: title, startsAt, timeZone, location },
})

/** The page of an event, or of one occurrence of it, by its original start. */
export const pageOfEvent = ({ id }: Pick<Event, 'id'>, occurrenceAt: Instant | null = null): string =>
  occurrenceAt === null ? `/events/${id}` : `/events/${id}?occurrence=${occurrenceAt}`

/**
 * What is told of a new event, or null when it is over already. Urgent within 48 hours of its start (domain.md, 8.2);
 * times are spelt in the event's own zone.
 */
export function notificationOfNewEvent(
  event: Event,
  now: Instant,
  audience: Audience = audienceOfEvent(event, []),
): NewNotification | null {
  if (isOver(event, now)) return null
  return notice({
    ...{ type: 'EVENT_CREATED', category: 'EVENT', actionKind: 'INFO', params: gatheringOf(event) },
    priority: hoursBetween(now, event.startsAt) <= urgentHours ? 'URGENT' : 'NORMAL',
    ...{ entity: 'event', entityId: event.id, path: pageOfEvent(event), audience },
  })
}

/** What is told of a series that takes place once more, by that occurrence of it; null when that is over already. */
export function notificationOfAddedOccurrence(
  occurrence: Event,
  now: Instant,
  audience: Audience,
): NewNotification | null {
  if (isOver({ endsAt: occurrence.endsAt }, now)) return null
  return notice({
    ...{ type: 'EVENT_CHANGED', category: 'EVENT', priority: 'HIGH', actionKind: 'INFO' },
    ...{ entity: 'event', entityId: occurrence.id, path: pageOfEvent(occurrence, occurrence.occurrenceAt), audience },
    params: { ...gatheringOf(occurrence), isAdded: true },
  })
}

/** What is told of a changed event: null unless its time or place is another now, and when it is over. */
export function notificationOfChangedEvent(
  { event, occurrenceAt, isElsewhere, moves }: EventChange,
  now: Instant,
  audience: Audience,
): NewNotification | null {
  if (isOver(occurrenceAt ? { endsAt: event.endsAt } : event, now) || !isElsewhere) return null

  const next = occurrenceAt ? undefined : moves.map(({ to }) => to).find((start) => isBefore(now, start))
  return notice({
    ...{ type: 'EVENT_CHANGED', category: 'EVENT', priority: 'HIGH', actionKind: 'INFO' },
    ...{ entity: 'event', entityId: event.id, path: pageOfEvent(event, occurrenceAt), audience },
    params: gatheringOf(event, next),
  })
}

/** What is told of an event, or an occurrence, that was called off: null when all that was called off is over. */
export function notificationOfCancelledEvent(
  { event, occurrenceAt, occurrences }: EventCancellation,
  audience: Audience,
): NewNotification | null {
  const [next] = occurrences.toSorted((a, b) => (isBefore(a, b) ? -1 : 1))
  if (next === undefined) return null
  return notice({
    ...{ type: 'EVENT_CANCELLED', category: 'EVENT', priority: 'HIGH', actionKind: 'ALERT' },
    ...{ entity: 'event', entityId: event.id, path: pageOfEvent(event, occurrenceAt), audience },
    params: { ...gatheringOf(event, occurrenceAt ? undefined : next), reason: event.cancelReason },
  })
}

/** Whom an event is shown to, as whom it is told: `leaderRoleIds` are the roles of its LEADERS. */
export function audienceOfEvent(event: Event, leaderRoleIds: readonly string[]): Audience {
  if (event.visibility === 'LEADERS') return { kind: 'ROLE', ids: leaderRoleIds }
  if (event.visibility === 'MINISTRY' && event.ministryId) return { kind: 'MINISTRY', ids: [event.ministryId] }
  return wholeChurch
}
