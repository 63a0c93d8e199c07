import { eventCancelled, eventChanged, eventDeleted, eventSplit } from '../events/index.js'
import { when } from '../platform/outbox/reaction.js'
import { registrationCancelled } from '../registrations/index.js'
import { endFalseReminders, endNotificationsOfEvent, takeReminderBack } from './end-notifications.repository.js'

/**
 * What was told of an event ends when it is not true any more: all of it with the event, a reminder with the time that it
 * names, and for one person with their place.
 */
export const outlivedNotices = [
  when(eventChanged, ({ db }, { event }) => endFalseReminders(db, event.id)),
  when(eventSplit, ({ db }, { from }) => endFalseReminders(db, from.id)),
  when(eventCancelled, ({ db }, { event }) => endFalseReminders(db, event.id)),
  when(eventDeleted, ({ db }, { id }) => endNotificationsOfEvent(db, id)),
  when(registrationCancelled, ({ db, clock }, { registration: { eventId, memberId }, event: { startsAt } }) =>
    takeReminderBack(db, { eventId, memberId, startsAt, now: clock.now() }),
  ),
]
