import { sql } from 'kysely'
import type { Clock } from '../platform/clock.js'
import type { Db } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import type { CurrentHousehold, Household, Relation } from './household.js'

/** The households that these members live in now, one row a member. */
export const currentHouseholdsOf = (db: Db, memberIds: readonly string[]): Promise<CurrentHousehold[]> =>
  db
    .selectFrom('household_member')
    .innerJoin('household', 'household.id', 'household_member.household_id')
    .select(['household.id', 'household.name', 'household.address', 'household.phone'])
    .select('household_member.member_id as memberId')
    .where('household_member.until_on', 'is', null)
    .where('household_member.member_id', '=', sql<string>`any(${memberIds}::uuid[])`)
    .execute()

/** Adds a household without anybody in it. */
export async function addHousehold(db: Db, household: Household): Promise<void> {
  await db.insertInto('household').values(household).execute()
}

/** Lets a member live in a household from today. */
export async function addHouseholdMember(
  db: Db,
  clock: Clock,
  entry: { readonly householdId: string; readonly memberId: string; readonly relation: Relation },
): Promise<void> {
  const { householdId, memberId, relation } = entry
  await db
    .insertInto('household_member')
    .values({ id: newId(clock), household_id: householdId, member_id: memberId, relation })
    .execute()
}
