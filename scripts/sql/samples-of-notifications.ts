import * as audiences from '../../src/notifications/audiences.queries.js'
import * as missedNotifications from '../../src/notifications/missed-notifications.queries.js'
import * as notificationList from '../../src/notifications/notification-list.queries.js'
import * as notifications from '../../src/notifications/notifications.repository.js'
import * as roleAudience from '../../src/notifications/role-audience.queries.js'
import { encodeCursor } from '../../src/platform/page.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const own = { id, since: now, until: null, isOfChild: false }
const reader = { userId: id, audiences: [own], hiddenCategories: ['EVENT'] }
const nextPage = { first: 25, after: encodeCursor('seq:desc', ['7']) }
const notification = {
  ...({ type: 'EVENT_CREATED', category: 'EVENT', priority: 'NORMAL', actionKind: 'INFO' } as const),
  ...{ id, title: 'a name', message: 'a name', entity: 'event', entityId: id },
  audience: { kind: 'CHURCH', ids: [] } as const,
}

/** The samples of notifications; see `samples`. */
export const samplesOfNotifications: Readonly<Record<string, readonly Call[]>> = {
  'notifications/audiences.queries': callsOf(audiences, {
    ownAudiences: [{ userId: id, memberId: id }, '2026-03-01'],
  }),
  'notifications/missed-notifications.queries': callsOf(missedNotifications, {
    missedMessages: [{ after: '1', upTo: '2', limit: 100 }],
    missedPage: [
      { ...reader, sinceSequence: '0' },
      { after: '1', limit: 100 },
    ],
    sinceSequence: [id],
  }),
  'notifications/notification-list.queries': callsOf(notificationList, {
    notificationList: {
      'first page': [reader, {}],
      'unread, next page': [reader, { unreadOnly: true, ...nextPage }],
    },
    unreadCount: [reader],
    visibleIds: [reader, [id]],
  }),
  'notifications/notifications.repository': callsOf(notifications, {
    addNotification: [notification],
    wasTold: [id],
    newestSequence: [],
    tellFromNowOn: [id],
    readThrough: [id, '1'],
    markRead: [{ userId: id, ids: [id], readAt: now }],
  }),
  'notifications/role-audience.queries': callsOf(roleAudience, { roleAudience: [['PASTOR', 'TREASURER']] }),
}
