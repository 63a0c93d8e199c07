import * as audiences from '../../src/notifications/audiences.queries.js'
import * as deliveries from '../../src/notifications/deliveries.repository.js'
import * as dueReminders from '../../src/notifications/due-reminders.queries.js'
import * as expansion from '../../src/notifications/expansion.repository.js'
import * as messageAudience from '../../src/notifications/message-audience.queries.js'
import * as missedNotifications from '../../src/notifications/missed-notifications.queries.js'
import * as notificationList from '../../src/notifications/notification-list.queries.js'
import * as notifications from '../../src/notifications/notifications.repository.js'
import * as preferences from '../../src/notifications/preferences.repository.js'
import * as roleAudience from '../../src/notifications/role-audience.queries.js'
import * as unread from '../../src/notifications/unread.queries.js'
import { encodeCursor } from '../../src/platform/page.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const own = { id, since: now, until: null, isOfChild: false }
const reader = { userId: id, audiences: [own], hidden: ['EVENT'] }
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
  'notifications/due-reminders.queries': callsOf(dueReminders, { dueReminders: [{ now, limit: 100 }] }),
  'notifications/message-audience.queries': callsOf(messageAudience, {
    namable: [{ kind: 'MINISTRY', ids: [id], memberId: id }],
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
      'unread of a category, next page': [reader, { unreadOnly: true, category: 'EVENT', ...nextPage }],
    },
    visibleIds: [reader, [id]],
  }),
  'notifications/notifications.repository': callsOf(notifications, {
    addNotification: [notification],
    wasTold: [id],
    newestSequence: [],
    tellFromNowOn: [id],
    readThrough: [id, '1'],
    dismiss: [{ userId: id, id, at: now }],
    markRead: [{ userId: id, ids: [id], readAt: now }],
  }),
  'notifications/unread.queries': callsOf(unread, { unreadNow: [reader] }),
  'notifications/expansion.repository': callsOf(expansion, {
    expand: [{ notificationId: id, timeZone: 'UTC', hidden: ['EVENT'], now }],
  }),
  'notifications/deliveries.repository': callsOf(deliveries, {
    takeDue: [now],
    endDeliveries: [{ ids: [id], status: 'SENT', error: null, now }],
    failTry: [[id], 'a reason'],
    nextDue: [now],
    isDead: ['a@b.example'],
    buryAddress: ['a@b.example', 'a reason'],
    forgetRecipient: [{ memberId: id, userId: id, emails: ['a@b.example'] }],
    memberMailbox: [id],
  }),
  'notifications/preferences.repository': callsOf(preferences, {
    chosenPreferences: [id],
    choose: [id, [{ channel: 'EMAIL', category: 'EVENT', enabled: true, frequency: 'WEEKLY' }]],
    passOnChoices: [{ from: id, memberId: id }],
    personBehind: [id],
    quietHoursOf: [id],
    isKnownZone: ['Africa/Accra'],
    keepQuietHours: [id, { start: '22:00', end: '06:00', timeZone: 'UTC' }],
  }),
  'notifications/role-audience.queries': callsOf(roleAudience, { roleAudience: [['PASTOR', 'TREASURER']] }),
}
