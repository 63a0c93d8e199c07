import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Page, PageRequest } from '../platform/page.js'
import { searchWords, wordPattern } from './wanted-members.queries.js'

/** What the directory is asked for. */
export interface DirectoryRequest extends PageRequest {
  /** Words that must all begin or stand in the names that are shown. */
  readonly search?: string | null
  /** Only who is active in this ministry, when the viewer is too. */
  readonly ministryId?: string | null
}

/** What the directory shows of a member. E-mail and phone are null unless the member chose CONTACT. */
export interface DirectoryEntry {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
  readonly preferredName: string | null
  readonly email: string | null
  readonly phone: string | null
}

const order = keysetOrder<DirectoryEntry>(
  [
    { column: 'lastName', direction: 'asc', kind: 'text' },
    { column: 'firstName', direction: 'asc', kind: 'text' },
    { column: 'id', direction: 'asc', kind: 'id' },
  ],
  'member',
)

const ifContact = (column: 'email' | 'phone') =>
  sql<string | null>`case when member.directory = 'CONTACT' then ${sql.ref(`member.${column}`)} end`

// Nobody is found by what is not shown.
const shownNames = sql`extensions.fold(' ' || member.first_name || ' ' || coalesce(member.preferred_name || ' ', '') || member.last_name)`

const together = (ministryId: string, memberId: string | null) => sql<boolean>`exists (
  select from ministry_membership theirs join ministry_membership mine on mine.ministry_id = theirs.ministry_id
  where theirs.member_id = member.id and theirs.status = 'ACTIVE' and theirs.ministry_id = ${ministryId}
    and mine.member_id = ${memberId} and mine.status = 'ACTIVE')`

/**
 * A page of the directory, by name: ACTIVE members who chose to be seen, with as much as they chose; nobody where the
 * church has no directory. Of a ministry only to those who are in it, `memberId` being the viewer's person. Throws
 * BAD_CURSOR and BAD_USER_INPUT.
 */
export async function directoryPage(
  db: Db,
  memberId: string | null,
  request: DirectoryRequest,
): Promise<Page<DirectoryEntry>> {
  const seen = db
    .selectFrom('member')
    .where('member.status', '=', 'ACTIVE')
    .where('member.archived_at', 'is', null)
    .where('member.directory', '<>', 'NONE')
    .where(sql<boolean>`(select directory_enabled from church_settings)`)
    .where((eb) => eb.and(searchWords(request.search).map((word) => eb(shownNames, 'like', wordPattern(word)))))
    .$if(Boolean(request.ministryId), (query) => query.where(together(request.ministryId ?? '', memberId)))
  return readPage(request, order, {
    rows: (after, limit) =>
      seen
        .select(['member.id', 'member.first_name as firstName', 'member.last_name as lastName'])
        .select('member.preferred_name as preferredName')
        .select([ifContact('email').as('email'), ifContact('phone').as('phone')])
        .where(after)
        .orderBy(order.orderBy)
        .limit(limit)
        .execute(),
    count: () => countUpTo(db, seen.select('member.id')),
  })
}
