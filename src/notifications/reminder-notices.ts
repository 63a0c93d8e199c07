import type { Event } from '../events/index.js'
import { inWords } from '../platform/instant.js'
import { cut, type NewNotification } from './notification.js'

/** Who is reminded, and the key that it happens once under. */
export interface Reminded {
  readonly memberIds: readonly string[]
  readonly dedupKey: string
}

/** What those are told who have a place at an occurrence that is near; shown until it is over. */
export const notificationOfReminder = (event: Event, { memberIds, dedupKey }: Reminded): NewNotification => ({
  ...{ type: 'EVENT_REMINDER', category: 'EVENT_REMINDER', priority: 'NORMAL', actionKind: 'REMINDER' },
  title: cut(`Soon: ${event.title}`, 255),
  message: cut(`${inWords(event.startsAt, event.timeZone)}${event.location ? `, ${event.location}` : ''}`, 500),
  ...{ entity: 'event', entityId: event.id, expiresAt: event.endsAt },
  audience: { kind: 'MEMBER', ids: memberIds },
  dedupKey,
})
