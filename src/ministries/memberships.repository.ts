import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Membership, MembershipStatus, MinistryAndMember, MinistryRole } from './membership.js'

/** The columns of a stay in a ministry, in the names of the API. */
export const membershipColumns = [
  'ministry_membership.id',
  'ministry_membership.ministry_id as ministryId',
  'ministry_membership.member_id as memberId',
  'ministry_membership.role',
  'ministry_membership.status',
  'ministry_membership.joined_at as joinedAt',
  'ministry_membership.left_at as leftAt',
  'ministry_membership.notes',
] as const

/** The stay of a member in a ministry that is PENDING or ACTIVE; null when there is none. */
export async function currentMembership(db: Db, of: MinistryAndMember): Promise<Membership | null> {
  const row = await db
    .selectFrom('ministry_membership')
    .select(membershipColumns)
    .where('ministry_id', '=', of.ministryId)
    .where('member_id', '=', of.memberId)
    .where('status', '<>', 'INACTIVE')
    .executeTakeFirst()
  return row ?? null
}

/** How many are ACTIVE in a ministry: counted from the rows, so it holds as long as the ministry is locked. */
export async function countActive(db: Db, ministryId: string): Promise<number> {
  const { count } = await db
    .selectFrom('ministry_membership')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('ministry_id', '=', ministryId)
    .where('status', '=', 'ACTIVE')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Lets a stay begin. Throws when one goes on. */
export const addMembership = (db: Db, entry: Omit<Membership, 'leftAt'>): Promise<Membership> =>
  db
    .insertInto('ministry_membership')
    .values({
      ...{ id: entry.id, role: entry.role, status: entry.status, notes: entry.notes },
      ministry_id: entry.ministryId,
      member_id: entry.memberId,
      joined_at: entry.joinedAt,
    })
    .returning(membershipColumns)
    .executeTakeFirstOrThrow()

/** What becomes of a stay; what is left out stays as it is. */
export interface MembershipChange {
  readonly status?: MembershipStatus
  readonly role?: MinistryRole
  readonly joinedAt?: Instant
  readonly leftAt?: Instant
  readonly now: Instant
}

/** Changes a stay. */
export const changeMembership = (db: Db, id: string, change: MembershipChange): Promise<Membership> =>
  db
    .updateTable('ministry_membership')
    .set({
      ...(change.status && { status: change.status }),
      ...(change.role && { role: change.role }),
      ...(change.joinedAt && { joined_at: change.joinedAt }),
      ...(change.leftAt && { left_at: change.leftAt }),
      updated_at: change.now,
    })
    .where('id', '=', id)
    .returning(membershipColumns)
    .executeTakeFirstOrThrow()

/** Ends every stay in a ministry; says whose ended. */
export async function endMemberships(db: Db, ministryId: string, now: Instant): Promise<readonly string[]> {
  const ended = await db
    .updateTable('ministry_membership')
    .set({ status: 'INACTIVE', left_at: now, updated_at: now })
    .where('ministry_id', '=', ministryId)
    .where('status', '<>', 'INACTIVE')
    .returning('member_id as memberId')
    .execute()
  return ended.map(({ memberId }) => memberId)
}
