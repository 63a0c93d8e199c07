import type { MinistryEnded, StayTold } from '../ministries/index.js'
import { notice } from './notice.js'
import type { Audience, NewNotification } from './notification.js'

const toMembers = (ids: readonly string[]): Audience => ({ kind: 'MEMBER', ids })

const about = ({ id, name }: StayTold['ministry']) => ({
  ...({ category: 'MINISTRY', priority: 'NORMAL', actionKind: 'INFO' } as const),
  ...{ entity: 'ministry', entityId: id, path: `/ministries/${id}`, params: { ministry: name } },
})

/** What leaders and assistants are told when somebody asks to be let in; a ministry that nobody leads tells nobody. */
export const notificationOfJoinRequest = ({ ministry }: StayTold): NewNotification =>
  notice({
    ...{ ...about(ministry), type: 'MINISTRY_JOIN_REQUESTED', actionKind: 'ACTION_REQUIRED' },
    audience: toMembers(ministry.leaderIds),
  })

/** What somebody is told who is in a ministry from now on; the one who joined by themselves has it confirmed. */
export function notificationOfJoin({ ministry, membership }: StayTold): NewNotification {
  const { name, meetingSchedule, location } = ministry
  return notice({
    ...{ ...about(ministry), type: 'MINISTRY_JOINED', audience: toMembers([membership.memberId]) },
    params: { ministry: name, meetingSchedule, location },
  })
}

/** What somebody is told whose stay others ended, or whose request was declined. */
export const notificationOfRemoval = ({ ministry, membership }: StayTold): NewNotification =>
  notice({
    ...{ ...about(ministry), type: 'MINISTRY_REMOVED', audience: toMembers([membership.memberId]) },
    params: { ministry: ministry.name, wasIn: membership.joinedAt !== null },
  })

/** What everybody is told who was in a ministry that has ended. Its page is gone for them. */
export const notificationOfMinistryEnd = ({ ministry, memberIds }: MinistryEnded): NewNotification =>
  notice({ ...about(ministry), type: 'MINISTRY_ARCHIVED', path: '/ministries', audience: toMembers(memberIds) })
