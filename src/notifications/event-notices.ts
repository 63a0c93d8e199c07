import { type Event, isOver } from '../events/index.js'
import { hoursBetween, type Instant, inWords } from '../platform/instant.js'
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
  const place = event.location ? `, ${event.location}` : ''
  return {
    type: 'EVENT_CREATED',
    category: 'EVENT',
    priority: hoursBetween(now, event.startsAt) <= urgentHours ? 'URGENT' : 'NORMAL',
    actionKind: 'INFO',
    title: cut(`New event: ${event.title}`, 255),
    message: cut(`${inWords(event.startsAt, event.timeZone)}${place}`, 500),
    entity: 'event',
    entityId: event.id,
    audience,
  }
}

/** Whom an event is shown to, as whom it is told: `leaderRoleIds` are the roles of its LEADERS. */
export function audienceOfEvent(event: Event, leaderRoleIds: readonly string[]): Audience {
  if (event.visibility === 'LEADERS') return { kind: 'ROLE', ids: leaderRoleIds }
  if (event.visibility === 'MINISTRY' && event.ministryId) return { kind: 'MINISTRY', ids: [event.ministryId] }
  return wholeChurch
}
