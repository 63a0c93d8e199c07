import { sql } from 'kysely'
import { likelyMembers } from '../members/index.js'
import type { Db } from '../platform/db/handles.js'

/** A member who may be the person behind an application. */
export interface PossibleMember {
  readonly applicationId: string
  readonly memberId: string
}

/**
 * Members who may be the people behind these applications, ten of each at most; whom a confirmed one has become is left
 * out.
 */
export async function possibleMembers(db: Db, applicationIds: readonly string[]): Promise<readonly PossibleMember[]> {
  const { rows } = await sql<PossibleMember>`
    select own.id as "applicationId", other.id as "memberId"
    from membership_application own cross join lateral (
      ${likelyMembers('own')}
      order by id limit 11
    ) other
    where own.id = any(${applicationIds}::uuid[]) and other.id is distinct from own.member_id
    order by own.id, other.id`.execute(db)
  return rows
}
