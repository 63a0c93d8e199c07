import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'

/** A ministry that somebody is in. */
export interface OwnMinistry {
  readonly memberId: string
  readonly ministryId: string
  /** Whether they lead it or assist in it. */
  readonly isLed: boolean
}

/** The ministries that these members are ACTIVE in. */
export const ownMinistries = (db: Db, memberIds: readonly string[]): Promise<OwnMinistry[]> =>
  db
    .selectFrom('ministry_membership')
    .select(['member_id as memberId', 'ministry_id as ministryId'])
    .select(sql<boolean>`role in ('LEADER', 'ASSISTANT')`.as('isLed'))
    .where('status', '=', 'ACTIVE')
    .where('member_id', '=', sql<string>`any(${memberIds}::uuid[])`)
    .orderBy('member_id')
    .orderBy('ministry_id')
    .execute()
