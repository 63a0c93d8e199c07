import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Membership, MembershipStatus } from './membership.js'
import type { MinistryCategory } from './ministry.js'

/** Whose stays are wanted, of one ministry. */
export interface MembersWanted {
  readonly ministryId: string
  readonly status: MembershipStatus
  /** Only this member's; null for everybody's. */
  readonly memberId: string | null
  /** The last row seen: last name, first name and id of the stay; null from the start. */
  readonly after: readonly [string, string, string] | null
  readonly limit: number
}

/** A stay with the names that its place in the list depends on. */
export interface ListedMembership extends Membership {
  /** Which of the lists wanted it belongs to. */
  readonly list: number
  readonly lastName: string
  readonly firstName: string
}

const wanted = (wants: readonly MembersWanted[]) => sql`unnest(
    ${wants.map(({ ministryId }) => ministryId)}::uuid[], ${wants.map(({ status }) => status)}::text[],
    ${wants.map(({ memberId }) => memberId)}::uuid[], ${wants.map(({ after }) => after?.[0] ?? null)}::text[],
    ${wants.map(({ after }) => after?.[1] ?? null)}::text[], ${wants.map(({ after }) => after?.[2] ?? null)}::uuid[],
    ${wants.map(({ limit }) => limit)}::int[]
  ) with ordinality as wanted (ministry_id, status, member_id, last_name, first_name, after_id, size, list)`

const fits = sql`stay.ministry_id = wanted.ministry_id and stay.status = wanted.status
  and member.archived_at is null and (wanted.member_id is null or stay.member_id = wanted.member_id)`

/** Several lists of stays, each by name and as long as wanted, in one statement. Archived members are left out. */
export async function membersOfMinistries(
  db: Db,
  wants: readonly MembersWanted[],
): Promise<readonly ListedMembership[]> {
  const { rows } = await sql<ListedMembership>`
    select found.*, (wanted.list - 1)::int as list
    from ${wanted(wants)}
    cross join lateral (
      select stay.id, stay.ministry_id as "ministryId", stay.member_id as "memberId", stay.role, stay.status,
        stay.joined_at as "joinedAt", stay.left_at as "leftAt", stay.notes,
        member.last_name as "lastName", member.first_name as "firstName"
      from ministry_membership stay
      join member on member.id = stay.member_id
      where ${fits}
        and (wanted.after_id is null
          or (member.last_name, member.first_name, stay.id) > (wanted.last_name, wanted.first_name, wanted.after_id))
      order by member.last_name, member.first_name, stay.id
      limit wanted.size
    ) found
    order by wanted.list, found."lastName", found."firstName", found.id`.execute(db)
  return rows
}

/** How many rows each of these lists has altogether, in one statement. */
export async function countMembersOfMinistries(
  db: Db,
  wants: readonly MembersWanted[],
): Promise<readonly { readonly list: number; readonly count: number }[]> {
  const { rows } = await sql<{ list: number; count: number }>`
    select (wanted.list - 1)::int as list, (
      select count(*) from ministry_membership stay join member on member.id = stay.member_id where ${fits}
    )::int as count
    from ${wanted(wants)}`.execute(db)
  return rows
}

/** The stays of a member that are PENDING or ACTIVE, by the ministry's name; those in archived ministries are left out. */
export async function membershipsOf(
  db: Db,
  memberId: string,
  categories: readonly MinistryCategory[],
): Promise<Membership[]> {
  return (
    db
      .selectFrom('ministry_membership')
      .innerJoin('ministry', 'ministry.id', 'ministry_membership.ministry_id')
      .select([
        'ministry_membership.id',
        'ministry_membership.ministry_id as ministryId',
        'ministry_membership.member_id as memberId',
        'ministry_membership.role',
        'ministry_membership.status',
        'ministry_membership.joined_at as joinedAt',
        'ministry_membership.left_at as leftAt',
      ])
      // Notes are for those who manage the ministry.
      .select(sql<null>`null`.as('notes'))
      .where('ministry_membership.member_id', '=', memberId)
      .where('ministry_membership.status', '<>', 'INACTIVE')
      .where('ministry.archived_at', 'is', null)
      .where('ministry.category', 'in', [...categories])
      .orderBy('ministry.name')
      .orderBy('ministry.id')
      .execute()
  )
}
