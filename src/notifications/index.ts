export { missedMessages } from './missed-notifications.queries.js'
export { notificationReactions, notificationTopic } from './notifications.reactions.js'
export { newestSequence } from './notifications.repository.js'
