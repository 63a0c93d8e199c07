import { type RawBuilder, sql, type SqlBool } from 'kysely'
import { isMinor } from '../households/index.js'
import type { Db } from '../platform/db/handles.js'
import type { Instant, LocalDate } from '../platform/instant.js'
import { childlessCategory, type OwnAudience, type Reader } from './reader.js'

/** Who somebody is in their church. */
export interface Self {
  readonly userId: string
  readonly memberId: string | null
}

/**
 * Every audience that somebody belongs to beside the church: the account and its member, the roles held, each as the
 * system role it is based on too, the ministries joined, and the children of the household that they head, as long as
 * these are under age and without an account.
 */
export async function ownAudiences(db: Db, self: Self, today: LocalDate): Promise<readonly OwnAudience[]> {
  const own = [self.userId, ...(self.memberId ? [self.memberId] : [])]
  const always = { since: null, until: null }
  const [groups, children] = await Promise.all([
    groupsOf(db, self),
    self.memberId ? childrenOf(db, self.memberId, today) : [],
  ])
  return own
    .map((id): OwnAudience => ({ id, ...always, isOfChild: false }))
    .concat(groups.map((group) => ({ ...group, isOfChild: false })))
    .concat(children.map((id) => ({ id, ...always, isOfChild: true })))
}

async function groupsOf(db: Db, { userId, memberId }: Self): Promise<readonly Omit<OwnAudience, 'isOfChild'>[]> {
  const { rows } = await sql<{ id: string; since: Instant; until: Instant | null }>`
    select held.id, min(held.since) as since,
      case when bool_and(held.until is not null) then max(held.until) end as until
    from (
      select named.id, user_role.assigned_at as since, user_role.expires_at as until
      from user_role
      join role on role.id = user_role.role_id
      join role as named on named.id = role.id or named.key = role.based_on
      where user_role.user_id = ${userId} and (user_role.expires_at is null or user_role.expires_at > now())
    ) as held
    group by held.id
    union all
    select ministry_id, coalesce(joined_at, created_at), null
    from ministry_membership
    where member_id = ${memberId} and status = 'ACTIVE'`.execute(db)
  return rows
}

async function childrenOf(db: Db, memberId: string, today: LocalDate): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('household_member as own')
    .innerJoin('household_member as other', 'other.household_id', 'own.household_id')
    .innerJoin('member as child', 'child.id', 'other.member_id')
    .innerJoin('church_settings', (join) => join.onTrue())
    .select(['child.id', 'child.birth_date as birthDate', 'church_settings.adult_age as adultAge'])
    .where('own.member_id', '=', memberId)
    .where('own.relation', 'in', ['HEAD', 'SPOUSE'])
    .where('own.until_on', 'is', null)
    .where('other.relation', '=', 'CHILD')
    .where('other.until_on', 'is', null)
    .where('child.user_id', 'is', null)
    .where('child.archived_at', 'is', null)
    .execute()
  return rows.flatMap(({ id, birthDate, adultAge }) => (isMinor(birthDate, { adultAge, today }) ? [id] : []))
}

/**
 * Which rows are for a reader: in an audience of theirs and told in its time, not excepting them, not expired. What was
 * dismissed, and what is from before their time, is for the caller to leave out.
 */
export const addressedTo = ({ userId, audiences }: Pick<Reader, 'userId' | 'audiences'>): RawBuilder<SqlBool> =>
  sql<SqlBool>`((notification.audience_kind = 'CHURCH' or ${namesOneOf(audiences)})
    and (notification.except_user is null or notification.except_user <> ${userId})
    and (notification.expires_at is null or notification.expires_at > now()))`

/** Which rows are of no category and no type that is left out. */
export const shownBeside = (hidden: readonly string[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`(notification.category <> all(${hidden}::text[]) and notification.type <> all(${hidden}::text[]))`

/** The first condition is what the index answers; the second asks when each audience became the reader's. */
function namesOneOf(audiences: Reader['audiences']): RawBuilder<SqlBool> {
  const ids = audiences.map(({ id }) => id)
  const moments = audiences.map(({ since }) => since)
  const children = audiences.map(({ isOfChild }) => isOfChild)
  return sql<SqlBool>`(notification.audience_ids && ${ids}::uuid[] and exists (
    select from unnest(${ids}::uuid[], ${moments}::timestamptz[], ${children}::boolean[]) as own (id, since, is_of_child)
    where own.id = any(notification.audience_ids)
      and (own.since is null or notification.created_at >= own.since)
      and not (own.is_of_child and notification.category = ${childlessCategory})))`
}
