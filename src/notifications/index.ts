export { missedMessages } from './missed-notifications.queries.js'
export { notificationOfNewEvent } from './notification.js'
export { notificationReactions, notificationTopic } from './notifications.reactions.js'
export { addNotification, newestSequence } from './notifications.repository.js'
