import { sql } from 'kysely'
import type { Clock } from '../platform/clock.js'
import type { Db } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import type { Instant } from '../platform/instant.js'
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

/** Adds ministries without members. Throws when a name is taken. */
export async function addMinistries(db: Db, ministries: readonly Ministry[]): Promise<void> {
  const rows = ministries.map(({ meetingSchedule, ...others }) => ({ ...others, meeting_schedule: meetingSchedule }))
  if (rows.length > 0) await db.insertInto('ministry').values(rows).execute()
}

/** Who comes into which ministry, as what, since when. */
export interface NewMinistryMember {
  readonly ministryId: string
  readonly memberId: string
  readonly role: 'MEMBER' | 'LEADER' | 'ASSISTANT'
  readonly joinedAt: Instant
}

/** Makes people ACTIVE in ministries. Throws when somebody is in one already. */
export async function addMinistryMembers(db: Db, clock: Clock, entries: readonly NewMinistryMember[]): Promise<void> {
  const rows = entries.map(({ ministryId, memberId, role, joinedAt }) => ({
    ...{ id: newId(clock), role, status: 'ACTIVE' as const },
    ministry_id: ministryId,
    member_id: memberId,
    joined_at: joinedAt,
  }))
  if (rows.length > 0) await db.insertInto('ministry_membership').values(rows).execute()
}
