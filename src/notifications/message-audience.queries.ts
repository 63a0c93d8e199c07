import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'

/** Whom a message can name beside the whole church. */
export type NamedKind = 'ROLE' | 'MINISTRY' | 'MEMBER'

/** Of these ids, those that a message can be for; of ministries also whether this member leads or assists there. */
export async function namable(
  db: Db,
  {
    kind,
    ids,
    memberId,
  }: { readonly kind: 'CHURCH' | NamedKind; readonly ids: readonly string[]; readonly memberId: string | null },
): Promise<ReadonlyMap<string, { readonly isLed: boolean }>> {
  const { rows } = await sql<{ id: string; isLed: boolean }>`
    select id, false as "isLed" from role where ${kind} = 'ROLE' and id = any(${ids}::uuid[])
    union all
    select id, false from member where ${kind} = 'MEMBER' and archived_at is null and id = any(${ids}::uuid[])
    union all
    select id, exists (select from ministry_membership as stay where stay.ministry_id = ministry.id
      and stay.member_id = ${memberId} and stay.status = 'ACTIVE' and stay.role in ('LEADER', 'ASSISTANT'))
    from ministry where ${kind} = 'MINISTRY' and archived_at is null and id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, isLed }) => [id, { isLed }]))
}
