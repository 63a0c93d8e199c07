import { sql } from 'kysely'
import type { Clock } from '../platform/clock.js'
import { compiledOnce } from '../platform/db/compiled-once.js'
import { isTaken } from '../platform/db/database-fault.js'
import type { Db } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import type { Instant } from '../platform/instant.js'
import type { MinistryRole } from './membership.js'
import type { Ministry, MinistryDescription, MinistryOfMembers, NewMinistry } from './ministry.js'

/** The columns of a ministry, in the names of the API. */
export const ministryColumns = [
  'ministry.id',
  'ministry.name',
  'ministry.description',
  'ministry.category',
  'ministry.meeting_schedule as meetingSchedule',
  'ministry.location',
  'ministry.capacity',
  'ministry.join_policy as joinPolicy',
  'ministry.archived_at as archivedAt',
  'ministry.created_at as createdAt',
  'ministry.updated_at as updatedAt',
  'ministry.version',
] as const

/** The members who lead a ministry or assist in it, as one more column of it. */
export const leaderIds = sql<readonly string[]>`array(
  select guide.member_id from ministry_membership guide
  where guide.ministry_id = ministry.id and guide.status = 'ACTIVE' and guide.role in ('LEADER', 'ASSISTANT')
)`.as('leaderIds')

/** The ministries these members are active in, by name, each once and with who is in it; archived ones are left out. */
export const ministriesOf = (db: Db, memberIds: readonly string[]): Promise<MinistryOfMembers[]> =>
  readMinistries(db, { memberIds })

const readMinistries = compiledOnce((db: Db, { memberIds }: { readonly memberIds: readonly string[] }) =>
  db
    .selectFrom('ministry_membership')
    .innerJoin('ministry', 'ministry.id', 'ministry_membership.ministry_id')
    .select(ministryColumns)
    .select(leaderIds)
    // As one text, which is split faster than an array is read.
    .select(sql<string>`string_agg(ministry_membership.member_id::text, ',')`.as('memberIds'))
    .where('ministry_membership.status', '=', 'ACTIVE')
    .where('ministry.archived_at', 'is', null)
    .where('ministry_membership.member_id', '=', sql<string>`any(${memberIds}::uuid[])`)
    .groupBy('ministry.id')
    .orderBy('ministry.name')
    .orderBy('ministry.id'),
)

/** The ministries with these ids, archived ones too, in no order. */
export const ministriesById = (db: Db, ids: readonly string[]): Promise<Ministry[]> =>
  db
    .selectFrom('ministry')
    .select(ministryColumns)
    .select(leaderIds)
    .where('ministry.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()

/**
 * One ministry, locked until the transaction ends, so that those who change who is in it take turns; null when there is
 * none. Read in a statement of its own after the lock: one that waited would show who led it before the wait.
 */
export async function lockMinistry(db: Db, id: string): Promise<Ministry | null> {
  await db.selectFrom('ministry').select('id').where('id', '=', id).forUpdate().execute()
  const [ministry] = await ministriesById(db, [id])
  return ministry ?? null
}

/** Whether a write failed because another ministry that is not archived has the name, in any case of letters. */
export const isMinistryNameTaken = (error: unknown): boolean => isTaken(error, 'ministry_name_key')

/** Adds ministries without members. Throws what `isMinistryNameTaken` knows. */
export async function addMinistries(db: Db, ministries: readonly NewMinistry[]): Promise<void> {
  const rows = ministries.map(
    ({ id, name, category, description, location, meetingSchedule, capacity, joinPolicy }) => ({
      ...{ id, name, category, description, location },
      meeting_schedule: meetingSchedule,
      ...(capacity !== undefined && { capacity }),
      ...(joinPolicy && { join_policy: joinPolicy }),
    }),
  )
  if (rows.length > 0) await db.insertInto('ministry').values(rows).execute()
}

/** Writes the named fields of a ministry and raises its version. Throws what `isMinistryNameTaken` knows. */
export async function changeMinistry(
  db: Db,
  id: string,
  change: MinistryDescription & { readonly archivedAt?: Instant | null; readonly now: Instant },
): Promise<void> {
  const { name, description, category, meetingSchedule, location, capacity, joinPolicy, archivedAt, now } = change
  await db
    .updateTable('ministry')
    .set((eb) => ({
      ...(name && { name }),
      ...(description !== undefined && { description }),
      ...(category && { category }),
      ...(meetingSchedule !== undefined && { meeting_schedule: meetingSchedule }),
      ...(location !== undefined && { location }),
      ...(capacity !== undefined && { capacity }),
      ...(joinPolicy && { join_policy: joinPolicy }),
      ...(archivedAt !== undefined && { archived_at: archivedAt }),
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}

/** Who comes into which ministry, as what, since when. */
export interface NewMinistryMember {
  readonly ministryId: string
  readonly memberId: string
  readonly role: MinistryRole
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
