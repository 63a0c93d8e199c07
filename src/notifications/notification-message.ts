import type { Event } from '../events/index.js'
import type { LiveMessage } from '../platform/live/live-message.js'
import type { Notification } from './notification.js'

/** What a live message of ours carries: enough to answer most subscriptions without asking the database. */
export interface NotificationBody {
  readonly notification: Notification
  /** The event it is about; null when it is about none, or the message would grow too long. */
  readonly event: Event | null
}

/** The audience that everybody in a church belongs to. */
export const churchAudience = 'CHURCH'

/** The longest message worth carrying, in bytes; beyond it the event is read where it is needed. */
const maxBytes = 7168

/** The live message of a notification to the whole church. */
export function notificationMessage(notification: Notification, event: Event | null): LiveMessage {
  const full: NotificationBody = { notification, event }
  const body = Buffer.byteLength(JSON.stringify(full)) <= maxBytes ? full : { notification, event: null }
  return { v: 1, seq: notification.sequence, audiences: [churchAudience], exceptUser: null, body }
}
