import type { Event } from '../events/index.js'
import { gatheringOf, pageOfEvent } from './event-notices.js'
import { notice } from './notice.js'
import type { NewNotification } from './notification.js'

/** Who is reminded, and the key that it happens once under. */
export interface Reminded {
  readonly memberIds: readonly string[]
  readonly dedupKey: string
}

/** What those are told who have a place at an occurrence that is near; shown until it is over. */
export const notificationOfReminder = (event: Event, { memberIds, dedupKey }: Reminded): NewNotification =>
  notice({
    ...{ type: 'EVENT_REMINDER', category: 'EVENT_REMINDER', priority: 'NORMAL', actionKind: 'REMINDER' },
    ...{ entity: 'event', entityId: event.id, path: pageOfEvent(event, event.occurrenceAt) },
    ...{ params: gatheringOf(event), expiresAt: event.endsAt },
    audience: { kind: 'MEMBER', ids: memberIds },
    dedupKey,
  })
