import type { RoleChange } from '../access/index.js'
import { type Event, isOver } from '../events/index.js'
import { hoursBetween, type Instant, inWords } from '../platform/instant.js'

/** What an event is urgent within, in hours before its start. */
const urgentHours = 48

/** What happened, as it is told. */
export interface Notification {
  readonly id: string
  /** Its place among the church's notifications: decimal, may pass 2^53. */
  readonly sequence: string
  readonly type: string
  readonly category: string
  readonly priority: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'
  readonly actionKind: 'INFO' | 'ACTION_REQUIRED' | 'REMINDER' | 'ALERT'
  readonly title: string
  readonly message: string
  readonly entity: string | null
  readonly entityId: string | null
  readonly createdAt: Instant
}

/** Whom a notification concerns: the whole church without ids, else those that the ids name. */
export interface Audience {
  readonly kind: 'CHURCH' | 'ROLE' | 'MINISTRY' | 'MEMBER' | 'USER'
  readonly ids: readonly string[]
}

/** Everybody in the church. */
const wholeChurch: Audience = { kind: 'CHURCH', ids: [] }

/** A notification that has no place in the sequence yet, and whom it concerns. */
export interface NewNotification extends Omit<Notification, 'id' | 'sequence' | 'createdAt'> {
  readonly audience: Audience
}

/**
 * What is told of a new event, or null when it is over already. Urgent within 48 hours of its start (domain.md, 8.2);
 * times are spelt in the event's own zone.
 */
export function notificationOfNewEvent(event: Event, now: Instant): NewNotification | null {
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
    audience: wholeChurch,
  }
}

/** What somebody is told whose roles were changed: nobody else is (domain.md, 8.2). */
export const notificationOfRoleChange = ({ userId, role, isHeld }: RoleChange): NewNotification => ({
  ...{ type: 'ROLE_CHANGED', category: 'SECURITY', priority: 'HIGH', actionKind: 'INFO' },
  title: 'Your roles were changed',
  message: cut(isHeld ? `You have the role ${role} now.` : `The role ${role} was taken from you.`, 500),
  ...{ entity: 'user', entityId: userId },
  audience: { kind: 'USER', ids: [userId] },
})

function cut(text: string, maximum: number): string {
  const characters = Array.from(text)
  return characters.length <= maximum ? text : `${characters.slice(0, maximum - 1).join('')}…`
}

/** Whose notifications a viewer sees, beside those of the whole church: the account's and its member's. */
export const audienceIdsOf = (viewer: { readonly userId: string; readonly memberId: string | null }): string[] =>
  viewer.memberId ? [viewer.userId, viewer.memberId] : [viewer.userId]
