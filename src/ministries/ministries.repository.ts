import { sql } from 'kysely'
import type { Clock } from '../platform/clock.js'
import type { Db } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import type { Ministry, MinistryOfMember } from './ministry.js'

const columns = [
  'ministry.id',
  'ministry.name',
  'ministry.description',
  'ministry.category',
  'ministry.meeting_schedule as meetingSchedule',
  'ministry.location',
] as const

/** The ministries these members are active in, by name; archived ones are left out. */
export const ministriesOf = (db: Db, memberIds: readonly string[]): Promise<MinistryOfMember[]> =>
  db
    .selectFrom('ministry_membership')
    .innerJoin('ministry', 'ministry.id', 'ministry_membership.ministry_id')
    .select(columns)
    .select('ministry_membership.member_id as memberId')
    .where('ministry_membership.status', '=', 'ACTIVE')
    .where('ministry.archived_at', 'is', null)
    .where('ministry_membership.member_id', '=', sql<string>`any(${memberIds}::uuid[])`)
    .orderBy('ministry.name')
    .orderBy('ministry.id')
    .execute()

/** Adds a ministry without members. */
export async function addMinistry(db: Db, ministry: Ministry): Promise<void> {
  const { meetingSchedule, ...others } = ministry
  await db
    .insertInto('ministry')
    .values({ ...others, meeting_schedule: meetingSchedule })
    .execute()
}

/** Makes somebody an active member, leader or assistant of a ministry from now on. */
export async function addMinistryMember(
  db: Db,
  clock: Clock,
  entry: { readonly ministryId: string; readonly memberId: string; readonly role: 'MEMBER' | 'LEADER' | 'ASSISTANT' },
): Promise<void> {
  const { ministryId, memberId, role } = entry
  const joined = { joined_at: clock.now(), status: 'ACTIVE' as const }
  await db
    .insertInto('ministry_membership')
    .values({ id: newId(clock), ministry_id: ministryId, member_id: memberId, role, ...joined })
    .execute()
}
