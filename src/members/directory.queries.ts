import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Page, PageRequest } from '../platform/page.js'

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

/**
 * A page of the directory, by name: ACTIVE members who chose to be seen, with as much as they chose; nobody where the
 * church has no directory. Throws BAD_CURSOR and BAD_USER_INPUT.
 */
export async function directoryPage(db: Db, request: PageRequest): Promise<Page<DirectoryEntry>> {
  const seen = db
    .selectFrom('member')
    .where('member.status', '=', 'ACTIVE')
    .where('member.archived_at', 'is', null)
    .where('member.directory', 'in', ['NAME', 'CONTACT'])
    .where(sql<boolean>`(select directory_enabled from church_settings)`)
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
