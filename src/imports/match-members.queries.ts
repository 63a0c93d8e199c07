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

/** Name alone never matches: a birth date, or where the row has none an address of mail or a telephone, must agree. */
const byName = sql`
  select told.row_no, member.id,
    case when told.profile ->> 'birthDate' is not null then 3
      when member.email is not distinct from told.profile ->> 'email'
        and ${digits('member.phone')} is not distinct from ${digits(`(told.profile ->> 'phone')`)} then 4 else 5 end as rank
  from told join member on extensions.fold(member.last_name) = extensions.fold(told.profile ->> 'lastName')
    and extensions.fold(member.first_name) = extensions.fold(told.profile ->> 'firstName')
  where member.status <> 'ERASED' and not exists (select from member_alias where old_id = member.id)
    and case when told.profile ->> 'birthDate' is not null
      then member.birth_date = (told.profile ->> 'birthDate')::date
        and member.birth_year_known = coalesce((told.profile ->> 'birthYearKnown')::boolean, true)
      else member.email = told.profile ->> 'email' or ${digits('member.phone')} = ${digits(`(told.profile ->> 'phone')`)}
        or (coalesce(member.email, member.phone, told.profile ->> 'email', told.profile ->> 'phone') is null
          and member.birth_date is null) end`

/**
 * Everybody on the roll whom one of these rows may be about, archived and erased people too; whoever was merged is found as
 * who they are now. Left out: whom an applied row of this import was about, and by name whoever the source knows by
 * another id.
 */
export async function findCandidates(db: Db, { importId, source, rowNos }: Matching): Promise<readonly Candidate[]> {
  const { rows } = await sql<Candidate>`with told as materialized (
      select row_no, profile, external_id, member_number from member_import_row
      where import_id = ${importId} and row_no = any(${rowNos}::integer[])
    ), found as (
      select told.row_no, ref.entity_id as id, 1 as rank
      from told join external_ref ref on ref.entity = 'member' and ref.source = ${source} and ref.external_id = told.external_id
      union all
      select told.row_no, member.id, 2 from told join member on member.member_number = told.member_number
      union all
      select named.row_no, named.id, named.rank from (${byName}) named join told using (row_no)
      where told.external_id is null or not exists (select from external_ref other
        where other.entity = 'member' and other.entity_id = named.id and other.source = ${source})
    )
    select distinct on (found.row_no, found.rank, member.id) found.row_no as "rowNo", member.id as "memberId", found.rank,
      member.archived_at is not null as "isArchived", member.status,
      exists (select from household_member where member_id = member.id and until_on is null) as "hasHousehold"
    from found left join member_alias alias on alias.old_id = found.id
      join member on member.id = coalesce(alias.member_id, found.id)
    where not exists (select from member_import_row applied
      where applied.member_id = member.id and applied.import_id = ${importId} and applied.applied)
    order by found.row_no, found.rank, member.id`.execute(db)
  return rows
}
