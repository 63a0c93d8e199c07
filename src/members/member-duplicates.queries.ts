import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'

/** Why two records may be one person. */
export const duplicateReasons = ['NAME_AND_BIRTH_DATE', 'EMAIL', 'PHONE'] as const

/** Records that may be one person, by their ids. */
export interface DuplicateGroup {
  readonly reason: (typeof duplicateReasons)[number]
  readonly memberIds: readonly string[]
}

const digitsOf = (column: string) => sql`right(regexp_replace(${sql.ref(column)}, '\\D', '', 'g'), 9)`
const digits = digitsOf('member.phone')
// The dead stay: a second record of them is one too many as well.
const isKept = sql`member.archived_at is null and member.status <> 'ERASED'`

/**
 * The ids of members who may be the person in the row called `own`: of the same folded names and birth date, e-mail or
 * telephone number (its last nine digits), as far as it has them. A query, to be put behind `lateral`.
 */
export const likelyMembers = (own: string) => sql`
  select id from member where ${isKept} and member.birth_date = ${sql.ref(`${own}.birth_date`)}
    and extensions.fold(member.last_name) = extensions.fold(${sql.ref(`${own}.last_name`)})
    and extensions.fold(member.first_name) = extensions.fold(${sql.ref(`${own}.first_name`)})
  union select id from member where ${isKept} and member.email = ${sql.ref(`${own}.email`)}
  union select id from member where ${isKept} and length(${digitsOf(`${own}.phone`)}) >= 7
    and ${digits} = ${digitsOf(`${own}.phone`)}`

/** Members of the same folded names and birth date, e-mail or telephone number (its last nine digits); 100 groups at most. */
export async function duplicateGroups(db: Db): Promise<readonly DuplicateGroup[]> {
  const { rows } = await sql<DuplicateGroup>`
    select reason, "memberIds" from (
      select 1 as rank, 'NAME_AND_BIRTH_DATE' as reason, array_agg(id order by id) as "memberIds" from member
      where ${isKept} and birth_date is not null
      group by birth_date, extensions.fold(last_name), extensions.fold(first_name) having count(*) > 1
      union all
      select 2, 'EMAIL', array_agg(id order by id) from member
      where ${isKept} and email is not null group by email having count(*) > 1
      union all
      select 3, 'PHONE', array_agg(id order by id) from member
      where ${isKept} and length(${digits}) >= 7 group by ${digits} having count(*) > 1
    ) found order by rank, "memberIds"[1] limit 100`.execute(db)
  return rows
}

/** The members who may be the same person as this one; ten at most. */
export async function likelyDuplicatesOf(db: Db, memberId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with own as (select * from member where id = ${memberId})
    select other.id from own, lateral (${likelyMembers('own')}
    ) other where other.id <> ${memberId} order by other.id limit 10`.execute(db)
  return rows.map(({ id }) => id)
}
