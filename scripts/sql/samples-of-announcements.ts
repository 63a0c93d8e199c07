import * as announcementList from '../../src/announcements/announcement-list.queries.js'
import * as announcement from '../../src/announcements/announcement.queries.js'
import * as announcements from '../../src/announcements/announcements.repository.js'
import * as audience from '../../src/announcements/audience.queries.js'
import * as dueChurches from '../../src/announcements/due-churches.queries.js'
import * as endNotifications from '../../src/notifications/end-notifications.repository.js'
import { encodeCursor } from '../../src/platform/page.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const everybody = { audienceKind: 'CHURCH', audienceGroup: null, audienceIds: [] } as const
const words = { title: 'a name', body: 'a name', type: 'GENERAL', priority: 'NORMAL', isPinned: false } as const
const draft = { ...words, ...everybody, expiresAt: null }
const reader = { memberId: id, roleIds: [id], roles: ['LEADER'], writes: null, now } as const
const nextPage = { after: encodeCursor('isPinned:desc,listedAt:desc,id:desc', ['false', now, id]) }

/** The samples of announcements; see `samples`. */
export const samplesOfAnnouncements: Readonly<Record<string, readonly Call[]>> = {
  'announcements/announcement-list.queries': callsOf(announcementList, {
    announcementList: {
      'for a reader, first page': [reader, {}],
      'for a leader, filtered': [
        { ...reader, writes: 'GROUP' },
        { filter: { status: 'EXPIRED', type: 'URGENT', priority: 'HIGH', isPinned: true } },
      ],
      'for a writer, next page': [{ ...reader, writes: 'ALL' }, nextPage],
    },
    visibleAnnouncement: [reader, id],
  }),
  'announcements/announcement.queries': callsOf(announcement, {
    lockAnnouncement: [id],
    overdueAnnouncements: [now, 500],
  }),
  'announcements/announcements.repository': callsOf(announcements, {
    addAnnouncements: [[{ ...words, id, expiresAt: null, publishedAt: now, createdBy: id }]],
    addDraft: [{ ...draft, id, createdBy: id, now }],
    rewriteDraft: [id, { ...draft, now }],
    moveAnnouncement: [id, { status: 'PUBLISHED', isPinned: true, publishAt: now, publishedAt: now, now }],
    removeAnnouncement: [id],
  }),
  'announcements/audience.queries': callsOf(audience, {
    knownIds: {
      'of roles': [{ audienceKind: 'ROLE', audienceGroup: null, audienceIds: [id] }, ['YOUTH']],
      'of ministries': [{ audienceKind: 'MINISTRY', audienceGroup: null, audienceIds: [id] }, ['YOUTH']],
      'of members': [{ audienceKind: 'MEMBER', audienceGroup: null, audienceIds: [id] }, ['YOUTH']],
    },
    leadersOfAll: [[id]],
    reachedIds: {
      leaders: [{ audienceKind: 'ROLE', audienceGroup: 'LEADERS', audienceIds: [] }],
      'the youth': [{ audienceKind: 'MINISTRY', audienceGroup: 'YOUTH', audienceIds: [] }],
    },
  }),
  'announcements/due-churches.queries': callsOf(dueChurches, {
    openChurches: { 'from the first': [{ after: null, limit: 500 }], 'after one': [{ after: id, limit: 500 }] },
  }),
  'notifications/end-notifications.repository': callsOf(endNotifications, {
    endNotificationsOf: [id],
    endNotificationsOfEvent: [id],
    endFalseReminders: [id],
    takeReminderBack: [{ eventId: id, startsAt: now, memberId: id, now }],
  }),
}
