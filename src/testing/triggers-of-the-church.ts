import { announcementDesk } from './announcement-desk.js'
import type { Person } from './church-world.js'
import { aTime, everybodyElse, type Trigger, type TriggerStage } from './trigger-stage.js'

const stay = ({ choir }: TriggerStage, { memberId }: Person) => `ministryId: "${choir}", memberId: "${memberId}"`
const ofChoir = ({ choir }: TriggerStage, more = {}) => ({
  path: `/ministries/${choir}`,
  params: { ministry: 'Choir', ...more },
})

const ministries: readonly Trigger[] = [
  {
    ...{ type: 'MINISTRY_JOIN_REQUESTED', category: 'MINISTRY', actionKind: 'ACTION_REQUIRED' },
    ...{ audience: 'MEMBER', heardBy: ['leader'] },
    async act(stage) {
      await stage.act(stage.member, 'joinMinistry', `ministryId: "${stage.choir}"`)
      return ofChoir(stage)
    },
  },
  {
    ...{ type: 'MINISTRY_JOINED', category: 'MINISTRY', audience: 'MEMBER', heardBy: ['member'] },
    async act(stage) {
      await stage.act(stage.member, 'joinMinistry', `ministryId: "${stage.choir}"`)
      await stage.act(stage.leader, 'approveJoin', stay(stage, stage.member))
      return ofChoir(stage, { meetingSchedule: null, location: null })
    },
  },
  {
    ...{ type: 'MINISTRY_REMOVED', category: 'MINISTRY', audience: 'MEMBER', heardBy: ['singer'] },
    async act(stage) {
      await stage.act(stage.leader, 'removeMinistryMember', stay(stage, stage.singer))
      return ofChoir(stage, { wasIn: true })
    },
  },
  {
    ...{ type: 'MINISTRY_ARCHIVED', category: 'MINISTRY', audience: 'MEMBER', heardBy: ['leader', 'singer'] },
    async act(stage) {
      await stage.act(stage.admin, 'archiveMinistry', `id: "${stage.choir}"`)
      return { ...ofChoir(stage), path: '/ministries' }
    },
  },
]

const ofAnnouncement = (id: string) => ({ path: `/announcements/${id}`, params: { announcementType: 'GENERAL' } })
const published = { type: 'ANNOUNCEMENT_PUBLISHED', category: 'ANNOUNCEMENT', dedupKey: 'announcement:' } as const

const others: readonly Trigger[] = [
  {
    ...{ ...published, audience: 'CHURCH', heardBy: everybodyElse, priority: 'URGENT' },
    when: 'to everybody, as urgent as it is, ending with it',
    async act(stage) {
      const expiresAt = stage.inHours(100)
      const id = await announcementDesk.draft(stage.admin, { priority: 'URGENT', expiresAt })
      await announcementDesk.move(stage.admin, 'publishAnnouncement', { id })
      return { ...ofAnnouncement(id), expiresAt: aTime }
    },
  },
  {
    ...{ ...published, audience: 'MINISTRY', heardBy: ['leader', 'singer'] },
    when: 'to a ministry',
    async act(stage) {
      const audience = { kind: 'MINISTRY' as const, ids: [stage.choir] }
      const id = await announcementDesk.draft(stage.admin, { audience })
      await announcementDesk.move(stage.admin, 'publishAnnouncement', { id })
      return ofAnnouncement(id)
    },
  },
  {
    ...{ type: 'ROLE_CHANGED', category: 'SECURITY', priority: 'HIGH', audience: 'USER', heardBy: ['colleague'] },
    async act(stage) {
      const role = await stage.roleId('PASTOR')
      await stage.act(stage.admin, 'assignRole', `userId: "${stage.colleague.userId}", roleId: "${role}"`)
      return { path: '/account', params: { role: 'Pastor', isHeld: true } }
    },
  },
  {
    ...{ type: 'ADMIN_MESSAGE', category: 'ADMIN_MESSAGE', audience: 'CHURCH', heardBy: everybodyElse },
    async act(stage) {
      await stage.act(stage.admin, 'sendMessage', 'audience: CHURCH, title: "Hello", message: "Come."')
      return { path: null, params: {} }
    },
  },
]

/** What is told of ministries, announcements, roles and by hand. */
export const triggersOfTheChurch: readonly Trigger[] = [...ministries, ...others]
