import type { MatrixRow } from './matrix-row.js'

const holds = (data: unknown, id: string): boolean => JSON.stringify(data ?? null).includes(id)

/** The rows of notifications (domain.md, 4.7); see `accessMatrix`. */
export const notificationRows: Readonly<Record<string, MatrixRow>> = {
  notifications: {
    who: 'self',
    text: '{ notifications(first: 100) { nodes { id } } }',
    shows: (data, { notificationId }) => holds(data, notificationId),
  },
  unreadNotificationCount: {
    who: 'self',
    text: '{ unreadNotificationCount }',
    shows: (data, { unread }) => holds(data, `:${unread}}`),
  },
  markNotificationsRead: {
    who: 'self',
    worksLapsed: true,
    text: ({ notificationId }) =>
      `mutation { markNotificationsRead(input: { ids: ["${notificationId}"] }) { errors { code } } }`,
    shows: (data) => !holds(data, 'NOT_FOUND'),
  },
  dismissNotification: {
    who: 'self',
    worksLapsed: true,
    // The last of what was told to them: the others are shown by the operations above.
    text: ({ dismissedId }) => `mutation { dismissNotification(input: { id: "${dismissedId}" }) { errors { code } } }`,
    shows: (data) => !holds(data, 'NOT_FOUND'),
  },
  sendMessage: {
    ...{ who: 'notifications.create', group: 'own' },
    text: ({ ministryId }) =>
      `mutation { sendMessage(input: { audience: MINISTRY, ids: ["${ministryId}"], title: "", message: "" }) { errors { code } } }`,
  },
  notificationPreferences: { who: 'self', text: '{ notificationPreferences { quietHours { start } } }' },
  setNotificationPreference: {
    who: 'self',
    text: 'mutation { setNotificationPreference(input: { channel: SMS, category: "", enabled: true }) { errors { code } } }',
  },
  setQuietHours: { who: 'self', text: 'mutation { setQuietHours(input: { start: "x" }) { errors { code } } }' },
  notificationAdded: {
    who: 'self',
    text: ({ start }) => `subscription { notificationAdded(after: "${start}") { notification { id } } }`,
    shows: (data, { notificationId }) => holds(data, notificationId),
  },
}
