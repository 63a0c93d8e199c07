import type { Event } from '../events/index.js'
import type { LiveMessage } from '../platform/live/live-message.js'
import type { Audience, Notification } from './notification.js'
import { churchAudience } from './reader.js'

/** What a live message of ours carries: enough to answer most subscriptions without asking the database. */
export interface NotificationBody {
  readonly notification: Notification
  /** The event it is about; null when it is about none, or the message would grow too long. */
  readonly event: Event | null
}

/** The longest message worth carrying, in bytes; beyond it the event is read where it is needed. */
const maxBytes = 7168

/** A notification, whom it concerns, and the event it is about. */
export interface Told extends NotificationBody {
  readonly audience: Audience
  readonly exceptUser: string | null
}

/** The live message of a notification: heard by its audience, and by nobody else. */
export function notificationMessage({ notification, audience, exceptUser, event }: Told): LiveMessage {
  const full: NotificationBody = { notification, event }
  const body = Buffer.byteLength(JSON.stringify(full)) <= maxBytes ? full : { notification, event: null }
  return { v: 1, seq: notification.sequence, audiences: audiencesOf(audience), exceptUser, body }
}

/** The words that sinks are found under; see `listenToNotifications`. A row that names nobody is refused when it is stored. */
const audiencesOf = ({ kind, ids }: Audience): readonly string[] => (kind === 'CHURCH' ? [churchAudience] : ids)
