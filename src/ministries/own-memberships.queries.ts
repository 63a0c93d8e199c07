import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Membership } from './membership.js'

/** Every stay of a member in a ministry, also those that are over, the last one first; without its keepers' notes. */
export const ownMemberships = (db: Db, memberId: string): Promise<Membership[]> =>
  db
    .selectFrom('ministry_membership')
    .select(['id', 'ministry_id as ministryId', 'member_id as memberId', 'role', 'status'])
    .select(['joined_at as joinedAt', 'left_at as leftAt', sql<null>`null`.as('notes')])
    .where('member_id', '=', memberId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
