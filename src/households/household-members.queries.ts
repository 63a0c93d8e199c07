import { sql } from 'kysely'
import type { Member } from '../members/index.js'
import { memberColumns } from '../members/index.js'
import type { Db } from '../platform/db/handles.js'

/** A member of a household, as its list shows them. */
export interface HouseholdMember extends Member {
  readonly householdId: string
}

/** Who lives in these households now: head first, then spouse, children by age, others. Archived members are left out. */
export const membersOfHouseholds = (db: Db, householdIds: readonly string[]): Promise<HouseholdMember[]> =>
  db
    .selectFrom('household_member')
    .innerJoin('member', 'member.id', 'household_member.member_id')
    .select(memberColumns)
    .select('household_member.household_id as householdId')
    .where('household_member.until_on', 'is', null)
    .where('member.archived_at', 'is', null)
    .where('household_member.household_id', '=', sql<string>`any(${householdIds}::uuid[])`)
    .orderBy(sql`array_position(array['HEAD', 'SPOUSE', 'CHILD', 'OTHER'], household_member.relation)`)
    .orderBy(sql`member.birth_date nulls last`)
    .orderBy('member.id')
    .execute()

/** Locks members until the transaction ends, in the same order always: who moves is moved once. Says which there are. */
export async function lockMovers(db: Db, memberIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string; archived: boolean }>`
    select id, archived_at is not null as archived from member where id = any(${memberIds}::uuid[]) order by id
    for no key update`.execute(db)
  return new Set(rows.filter(({ archived }) => !archived).map(({ id }) => id))
}
