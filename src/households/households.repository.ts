import { sql } from 'kysely'
import type { Clock } from '../platform/clock.js'
import type { Db } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import type { LocalDate } from '../platform/instant.js'
import type { CurrentHousehold, Household, Relation } from './household.js'

/** The households that these members live in now, one row a member. Archived ones are left out. */
export const currentHouseholdsOf = (db: Db, memberIds: readonly string[]): Promise<CurrentHousehold[]> =>
  db
    .selectFrom('household_member')
    .innerJoin('household', 'household.id', 'household_member.household_id')
    .select(['household.id', 'household.name', 'household.address', 'household.phone'])
    .select('household_member.member_id as memberId')
    .where('household_member.until_on', 'is', null)
    .where('household.archived_at', 'is', null)
    .where('household_member.member_id', '=', sql<string>`any(${memberIds}::uuid[])`)
    .execute()

/** Adds households without anybody in them. */
export async function addHouseholds(db: Db, households: readonly Household[]): Promise<void> {
  if (households.length > 0) await db.insertInto('household').values(households).execute()
}

/** Who comes to live where, as what, from which day. */
export interface NewHouseholdMember {
  readonly householdId: string
  readonly memberId: string
  readonly relation: Relation
  readonly fromOn: LocalDate
}

/** Lets members live in households. Throws when somebody lives in one already, or it has its HEAD or SPOUSE. */
export async function addHouseholdMembers(db: Db, clock: Clock, entries: readonly NewHouseholdMember[]): Promise<void> {
  const rows = entries.map(({ householdId, memberId, relation, fromOn }) => ({
    ...{ id: newId(clock), relation },
    household_id: householdId,
    member_id: memberId,
    from_on: fromOn,
  }))
  if (rows.length > 0) await db.insertInto('household_member').values(rows).execute()
}
