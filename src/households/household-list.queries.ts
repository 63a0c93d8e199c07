import { type RawBuilder, sql, type SqlBool } from 'kysely'
import { searchWords, wordPattern } from '../members/index.js'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Page, PageRequest } from '../platform/page.js'
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
 * A page of the households, by name; archived ones are left out. the words of `search` are all found in the name of the
 * household, or in what one member is found by who lives there now. Throws BAD_CURSOR, BAD_USER_INPUT.
 */
export function householdList(db: Db, request: HouseholdListRequest): Promise<Page<Household>> {
  const patterns = searchWords(request.search).map(wordPattern)
  const allIn = (text: RawBuilder<string>) =>
    sql.join(
      patterns.map((pattern) => sql`${text} like ${pattern}`),
      sql` and `,
    )
  const wanted = db
    .selectFrom('household')
    .where('household.archived_at', 'is', null)
    .$if(patterns.length > 0, (query) =>
      query.where(sql<SqlBool>`(${allIn(sql`extensions.fold(' ' || household.name)`)} or household.id in (
        select living.household_id from household_member living join member on member.id = living.member_id
        where living.until_on is null and member.archived_at is null and ${allIn(sql`member.search_text`)}))`),
    )

  return readPage(request, order, {
    rows: (after, limit) =>
      wanted.select(householdColumns).select(keeperIds).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUpTo(db, wanted.select('household.id')),
  })
}
