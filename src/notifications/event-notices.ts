import { type Event, type EventCancellation, type EventChange, isOver } from '../events/index.js'
import { hoursBetween, type Instant, inWords, isBefore } from '../platform/instant.js'
import { type Audience, cut, type NewNotification, wholeChurch } from './notification.js'

/** What an event is urgent within, in hours before its start. */
const urgentHours = 48

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
  return {
    type: 'EVENT_CREATED',
    category: 'EVENT',
    priority: hoursBetween(now, event.startsAt) <= urgentHours ? 'URGENT' : 'NORMAL',
    actionKind: 'INFO',
    title: cut(`New event: ${event.title}`, 255),
    message: whenAndWhere(event, event.startsAt),
    entity: 'event',
    entityId: event.id,
    audience,
  }
}

/** What is told of a series that takes place once more, by that occurrence of it; null when that is over already. */
export function notificationOfAddedOccurrence(
  occurrence: Event,
  now: Instant,
  audience: Audience,
): NewNotification | null {
  if (isOver({ endsAt: occurrence.endsAt }, now)) return null
  return {
    ...{ type: 'EVENT_CHANGED', category: 'EVENT', priority: 'HIGH', actionKind: 'INFO' },
    title: cut(`Another date: ${occurrence.title}`, 255),
    message: whenAndWhere(occurrence, occurrence.startsAt),
    ...{ entity: 'event', entityId: occurrence.id, audience },
  }
}

/** When in the time of the place, and where. */
function whenAndWhere({ timeZone, location }: Event, startsAt: Instant): string {
  return cut(`${inWords(startsAt, timeZone)}${location ? `, ${location}` : ''}`, 500)
}

/** What is told of a changed event: null unless its time or place is another now, and when it is over. */
export function notificationOfChangedEvent(
  { event, occurrenceAt, isElsewhere, moves }: EventChange,
  now: Instant,
  audience: Audience,
): NewNotification | null {
  if (isOver(occurrenceAt ? { endsAt: event.endsAt } : event, now) || !isElsewhere) return null

  const next = occurrenceAt ? null : moves.map(({ to }) => to).find((start) => isBefore(now, start))
  return {
    ...{ type: 'EVENT_CHANGED', category: 'EVENT', priority: 'HIGH', actionKind: 'INFO' },
    title: cut(`Changed: ${event.title}`, 255),
    message: whenAndWhere(event, next ?? event.startsAt),
    ...{ entity: 'event', entityId: event.id, audience },
  }
}

/** What is told of an event, or an occurrence, that was called off: null when all that was called off is over. */
export function notificationOfCancelledEvent(
  { event, occurrenceAt, occurrences }: EventCancellation,
  audience: Audience,
): NewNotification | null {
  const [next] = occurrences.toSorted((a, b) => (isBefore(a, b) ? -1 : 1))
  if (next === undefined) return null
  const reason = event.cancelReason ? `. ${event.cancelReason}` : ''
  return {
    ...{ type: 'EVENT_CANCELLED', category: 'EVENT', priority: 'HIGH', actionKind: 'ALERT' },
    title: cut(`Cancelled: ${event.title}`, 255),
    message: cut(`${inWords(occurrenceAt ? event.startsAt : next, event.timeZone)}${reason}`, 500),
    ...{ entity: 'event', entityId: event.id, audience },
  }
}

/** Whom an event is shown to, as whom it is told: `leaderRoleIds` are the roles of its LEADERS. */
export function audienceOfEvent(event: Event, leaderRoleIds: readonly string[]): Audience {
  if (event.visibility === 'LEADERS') return { kind: 'ROLE', ids: leaderRoleIds }
  if (event.visibility === 'MINISTRY' && event.ministryId) return { kind: 'MINISTRY', ids: [event.ministryId] }
  return wholeChurch
}
