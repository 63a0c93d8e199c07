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
