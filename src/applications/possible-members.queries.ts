import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'

/** A member who may be the person behind an application. */
export interface PossibleMember {
  readonly applicationId: string
  readonly memberId: string
}

const isOnRoll = sql`member.archived_at is null and member.status <> 'ERASED'`
const digits = (column: string) => sql`right(regexp_replace(${sql.ref(column)}, '\\D', '', 'g'), 9)`

/**
 * Members of the same folded names and birth date, e-mail or telephone number (its last nine digits) as these
 * applications, ten of each at most; whom a confirmed one has become is left out.
 */
export async function possibleMembers(db: Db, applicationIds: readonly string[]): Promise<readonly PossibleMember[]> {
  const { rows } = await sql<PossibleMember>`
    select own.id as "applicationId", other.id as "memberId"
    from membership_application own cross join lateral (
      select id from member where ${isOnRoll} and member.birth_date = own.birth_date
        and extensions.fold(member.last_name) = extensions.fold(own.last_name)
        and extensions.fold(member.first_name) = extensions.fold(own.first_name)
      union select id from member where ${isOnRoll} and member.email = own.email
      union select id from member where ${isOnRoll} and length(${digits('own.phone')}) >= 7
        and ${digits('member.phone')} = ${digits('own.phone')}
      order by id limit 11
    ) other
    where own.id = any(${applicationIds}::uuid[]) and other.id is distinct from own.member_id
    order by own.id, other.id`.execute(db)
  return rows
}
