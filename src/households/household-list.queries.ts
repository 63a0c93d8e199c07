import { sql, type SqlBool } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Page, PageRequest } from '../platform/page.js'
import { trimmed } from '../platform/text.js'
import type { Household } from './household.js'
import { householdColumns, keeperIds } from './households.repository.js'

/** What the list is asked for. */
export interface HouseholdListRequest extends PageRequest {
  readonly search?: string | null
}

const order = keysetOrder<Household>(
  [
    { column: 'name', direction: 'asc', kind: 'text' },
    { column: 'id', direction: 'asc', kind: 'id' },
  ],
  'household',
)

/**
 * A page of the households, by name; archived ones are left out. `search` is found in the name of the household or in
 * what a member is found by who lives there now. Throws BAD_CURSOR, BAD_USER_INPUT.
 */
export function householdList(db: Db, request: HouseholdListRequest): Promise<Page<Household>> {
  const word = trimmed(request.search)?.toLowerCase() ?? null
  const pattern = `%${(word ?? '').replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const wanted = db
    .selectFrom('household')
    .where('household.archived_at', 'is', null)
    .$if(word !== null, (query) =>
      query.where(sql<SqlBool>`(lower(household.name) like ${pattern} or household.id in (
        select living.household_id from household_member living join member on member.id = living.member_id
        where living.until_on is null and member.archived_at is null and member.search_text like ${pattern}))`),
    )

  return readPage(request, order, {
    rows: (after, limit) =>
      wanted.select(householdColumns).select(keeperIds).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUpTo(db, wanted.select('household.id')),
  })
}
