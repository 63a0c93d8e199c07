import type { MinistryEnded, StayTold } from '../ministries/index.js'
import { type Audience, cut, type NewNotification } from './notification.js'

const toMembers = (ids: readonly string[]): Audience => ({ kind: 'MEMBER', ids })

const about = ({ id }: { readonly id: string }) => ({
  ...({ category: 'MINISTRY', priority: 'NORMAL' } as const),
  ...{ entity: 'ministry', entityId: id },
})

/** What leaders and assistants are told when somebody asks to be let in; null for a ministry that nobody leads. */
export function notificationOfJoinRequest({ ministry }: StayTold): NewNotification | null {
  if (ministry.leaderIds.length === 0) return null
  return {
    ...{ ...about(ministry), type: 'MINISTRY_JOIN_REQUESTED', actionKind: 'ACTION_REQUIRED' },
    title: cut(`Somebody asks to join: ${ministry.name}`, 255),
    message: 'Let them in, or decline.',
    audience: toMembers(ministry.leaderIds),
  }
}

/** What somebody is told who is in a ministry from now on. */
export const notificationOfJoin = ({ ministry, membership }: StayTold): NewNotification => ({
  ...{ ...about(ministry), type: 'MINISTRY_JOINED', actionKind: 'INFO' },
  title: cut(`Welcome: ${ministry.name}`, 255),
  message: cut(meeting(ministry), 500),
  audience: toMembers([membership.memberId]),
})

/** What somebody is told whose stay others ended, or whose request was declined. */
export const notificationOfRemoval = ({ ministry, membership }: StayTold): NewNotification => ({
  ...{ ...about(ministry), type: 'MINISTRY_REMOVED', actionKind: 'INFO' },
  title: cut(`No longer yours: ${ministry.name}`, 255),
  message: membership.joinedAt === null ? 'Your request to join was declined.' : 'Your stay in it was ended.',
  audience: toMembers([membership.memberId]),
})

/** What everybody is told who was in a ministry that has ended; null when nobody was. */
export function notificationOfMinistryEnd({ ministry, memberIds }: MinistryEnded): NewNotification | null {
  if (memberIds.length === 0) return null
  return {
    ...{ ...about(ministry), type: 'MINISTRY_ARCHIVED', actionKind: 'INFO' },
    title: cut(`Has ended: ${ministry.name}`, 255),
    message: 'The ministry was closed, and your stay in it is over.',
    audience: toMembers(memberIds),
  }
}

function meeting({ meetingSchedule, location }: StayTold['ministry']): string {
  const where = [meetingSchedule, location].filter((text) => text !== null).join(', ')
  return where === '' ? 'You are in this ministry now.' : `You are in this ministry now. It meets: ${where}`
}
