import type { Db } from '../platform/db/handles.js'
import type { LocalDate } from '../platform/instant.js'
import type { Relation } from './household.js'

/** Where somebody lives or lived. */
export interface OwnStay {
  readonly id: string
  readonly householdName: string
  readonly relation: Relation
  readonly fromOn: LocalDate | null
  readonly untilOn: LocalDate | null
}

/** Every household that a member lives or lived in, the last one first. */
export const ownStays = (db: Db, memberId: string): Promise<OwnStay[]> =>
  db
    .selectFrom('household_member as stay')
    .innerJoin('household', 'household.id', 'stay.household_id')
    .select(['stay.id', 'household.name as householdName', 'stay.relation'])
    .select(['stay.from_on as fromOn', 'stay.until_on as untilOn'])
    .where('stay.member_id', '=', memberId)
    .orderBy('stay.from_on', 'desc')
    .orderBy('stay.id')
    .execute()
