import { sql } from 'kysely'
import type { Member } from '../members/index.js'
import type { Db } from '../platform/db/handles.js'

/** Somebody whom a row may be about. */
export interface Candidate {
  readonly rowNo: number
  readonly memberId: string
  /** The lower, the surer: outside id, number, name with birth date, name with both contacts, name with one of them. */
  readonly rank: number
  readonly isArchived: boolean
  readonly status: Member['status']
  readonly hasHousehold: boolean
}

/** Which rows are looked for, and whose outside ids they have. */
export interface Matching {
  readonly importId: string
  readonly source: string
  readonly rowNos: readonly number[]
}

const digits = (column: string) => sql.raw(`right(regexp_replace(${column}, '\\D', '', 'g'), 9)`)

// Each row is looked up by an index: `offset 0` keeps the planner, who knows nothing of rows that have just come, from joining
// them with the whole roll, whose names it would fold one by one. `is not distinct from` is asked of no index: it leaves the one
// that is led by the member, where the planner would take the one that has the import, of one row as it thinks.

const sameName = sql`extensions.fold(member.last_name) = extensions.fold(told.profile ->> 'lastName')
    and extensions.fold(member.first_name) = extensions.fold(told.profile ->> 'firstName')
    and member.status <> 'ERASED' and not exists (select from member_alias where old_id = member.id offset 0)`

/** Name alone never matches: a birth date must agree. */
const byBirth = sql`select told.row_no, named.id, 3 as rank from told cross join lateral (
    select member.id from member where member.birth_date = (told.profile ->> 'birthDate')::date
      and member.birth_year_known = coalesce((told.profile ->> 'birthYearKnown')::boolean, true) and ${sameName} offset 0
  ) named where told.profile ->> 'birthDate' is not null`

const sameEmail = sql`member.email is not distinct from told.profile ->> 'email'`
const samePhone = sql`${digits('member.phone')} is not distinct from ${digits(`(told.profile ->> 'phone')`)}`

/** Where the row has none, an address of mail or a telephone must agree; or nobody knows any of the three. */
const byContact = sql`select told.row_no, named.id, named.rank from told cross join lateral (
    select member.id, case when ${sameEmail} and ${samePhone} then 4 else 5 end as rank from member where ${sameName}
      and (member.email = told.profile ->> 'email' or ${digits('member.phone')} = ${digits(`(told.profile ->> 'phone')`)}
        or (coalesce(member.email, member.phone, told.profile ->> 'email', told.profile ->> 'phone') is null
          and member.birth_date is null)) offset 0
  ) named where told.profile ->> 'birthDate' is null`

/**
 * Everybody on the roll whom one of these rows may be about, archived and erased people too; whoever was merged is found as
 * who they are now. Left out: whom an applied row of this import was about, and by name whoever the source knows by
 * another id.
 */
export async function findCandidates(db: Db, { importId, source, rowNos }: Matching): Promise<readonly Candidate[]> {
  const { rows } = await sql<Candidate>`with told as materialized (
      select row.* from unnest(${rowNos}::integer[]) wanted cross join lateral (
        select row_no, profile, external_id, member_number from member_import_row
        where import_id = ${importId} and row_no = wanted offset 0) row
    ), found as materialized (
      select told.row_no, ref.id, 1 as rank from told cross join lateral (
        select entity_id as id from external_ref
        where entity = 'member' and source = ${source} and external_id = told.external_id offset 0) ref
      union all
      select told.row_no, numbered.id, 2 from told cross join lateral (
        select id from member where member_number = told.member_number offset 0) numbered
      union all
      select named.row_no, named.id, named.rank from (${byBirth} union all ${byContact}) named join told using (row_no)
      where told.external_id is null or not exists (select from external_ref other
        where other.entity = 'member' and other.entity_id = named.id and other.source is not distinct from ${source} offset 0)
    )
    select distinct on (found.row_no, found.rank, member.id) found.row_no as "rowNo", member.id as "memberId", found.rank,
      member.archived_at is not null as "isArchived", member.status,
      exists (select from household_member where member_id = member.id and until_on is null) as "hasHousehold"
    from found cross join lateral (
        select coalesce((select alias.member_id from member_alias alias where alias.old_id = found.id), found.id) as id offset 0
      ) now_known cross join lateral (
        select id, archived_at, status from member where id = now_known.id offset 0
      ) member
    where not exists (select from member_import_row applied
      where applied.member_id = member.id and applied.import_id is not distinct from ${importId}::uuid and applied.applied offset 0)
    order by found.row_no, found.rank, member.id`.execute(db)
  return rows
}
