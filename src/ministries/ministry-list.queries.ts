import { sql } from 'kysely'
import { searchWords, wordPattern } from '../members/index.js'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Page, PageRequest } from '../platform/page.js'
import { leaderIds, ministryColumns } from './ministries.repository.js'
import type { Ministry, MinistryCategory } from './ministry.js'

/** Which ministries. */
export interface MinistryFilter {
  readonly category?: MinistryCategory | null
  /** Archived ones instead of the others. */
  readonly archived?: boolean | null
}

/** What the list is asked for. */
export interface MinistryListRequest extends PageRequest {
  readonly search?: string | null
  readonly filter?: MinistryFilter | null
}

const order = keysetOrder<Ministry>(
  [
    { column: 'name', direction: 'asc', kind: 'text' },
    { column: 'id', direction: 'asc', kind: 'id' },
  ],
  'ministry',
)

/**
 * A page of the ministries of these categories, by name; the words of `search` are all found in the name. Throws BAD_CURSOR,
 * BAD_USER_INPUT.
 */
export function ministryList(
  db: Db,
  categories: readonly MinistryCategory[],
  request: MinistryListRequest,
): Promise<Page<Ministry>> {
  const { category, archived } = request.filter ?? {}
  const wanted = db
    .selectFrom('ministry')
    .where('ministry.archived_at', archived ? 'is not' : 'is', null)
    .where('ministry.category', 'in', [...categories])
    .$if(Boolean(category), (query) => query.where('ministry.category', '=', category ?? 'OTHER'))
    .where((eb) =>
      eb.and(
        searchWords(request.search).map((word) =>
          eb(sql`extensions.fold(' ' || ministry.name)`, 'like', wordPattern(word)),
        ),
      ),
    )

  return readPage(request, order, {
    rows: (after, limit) =>
      wanted.select(ministryColumns).select(leaderIds).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUpTo(db, wanted.select('ministry.id')),
  })
}
