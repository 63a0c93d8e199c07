import { sql } from 'kysely'
import type { Clock } from '../platform/clock.js'
import type { Db } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import type { Instant, LocalDate } from '../platform/instant.js'
import type { Relation, Residence } from './household.js'

const columns = [
  'household_member.id',
  'household_member.household_id as householdId',
  'household_member.member_id as memberId',
  'household_member.relation',
  'household_member.combine_giving as combineGiving',
  'household_member.from_on as fromOn',
  'household_member.until_on as untilOn',
] as const

/** Where a member lives now; null for nowhere. */
export async function residenceOf(db: Db, memberId: string): Promise<Residence | null> {
  const row = await db
    .selectFrom('household_member')
    .select(columns)
    .where('member_id', '=', memberId)
    .where('until_on', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** Who lives in a household now, archived members too, in no order. */
export const residentsOf = (db: Db, householdId: string): Promise<Residence[]> =>
  db
    .selectFrom('household_member')
    .select(columns)
    .where('household_id', '=', householdId)
    .where('until_on', 'is', null)
    .execute()

/** Who comes to live where, as what, from which day. */
export interface NewHouseholdMember {
  readonly householdId: string
  readonly memberId: string
  readonly relation: Relation
  readonly fromOn: LocalDate
}

/** Lets members live in households. Throws when somebody lives in one already, or it has its HEAD or SPOUSE. */
export async function addHouseholdMembers(db: Db, clock: Clock, entries: readonly NewHouseholdMember[]): Promise<void> {
  if (entries.length === 0) return
  const rows = JSON.stringify(entries.map((entry) => ({ ...entry, id: newId(clock) })))
  await sql`insert into household_member (id, household_id, member_id, relation, from_on)
    select id, "householdId", "memberId", relation, "fromOn" from jsonb_to_recordset(${rows}::jsonb)
      as told (id uuid, "householdId" uuid, "memberId" uuid, relation text, "fromOn" date)`.execute(db)
}

/** What becomes of a stay; what is left out stays as it is. */
export interface ResidenceChange {
  readonly relation?: Relation
  readonly combineGiving?: boolean
  readonly untilOn?: LocalDate
  readonly now: Instant
}

/** Changes a stay. Giving is combined by HEAD and SPOUSE alone: who becomes something else combines no longer. */
export const changeResidence = (db: Db, id: string, change: ResidenceChange): Promise<Residence> => {
  const { relation, untilOn, now } = change
  const combineGiving = relation === 'CHILD' || relation === 'OTHER' ? false : change.combineGiving
  return db
    .updateTable('household_member')
    .set({
      ...(relation && { relation }),
      ...(combineGiving !== undefined && { combine_giving: combineGiving }),
      ...(untilOn && { until_on: untilOn }),
      updated_at: now,
    })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()
}
