import { sql, type SqlBool } from 'kysely'
import type { ControlDb } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Page, PageRequest } from '../platform/page.js'
import { trimmed } from '../platform/text.js'
import type { ChurchUser, UserStatus } from './church-user.js'
import { churchUserColumns } from './church-users.repository.js'

/** Which accounts. */
export interface UserListRequest extends PageRequest {
  readonly search?: string | null
  readonly status?: UserStatus | null
  /** Only these; null for all. */
  readonly ids: readonly string[] | null
}

const order = keysetOrder<ChurchUser>(
  [
    { column: 'name', direction: 'asc', kind: 'text' },
    { column: 'id', direction: 'asc', kind: 'id' },
  ],
  'user_account',
)

const maxWords = 8

/**
 * A page of the accounts of the transaction's church, by name; erased ones are left out. `search` finds each of its first
 * eight words anywhere in name and e-mail. It is counted in the same transaction. Throws BAD_CURSOR, BAD_USER_INPUT.
 */
export const userList = (control: ControlDb, request: UserListRequest): Promise<Page<ChurchUser>> =>
  readPage(request, order, {
    rows: (after, limit) =>
      wanted(control, request).select(churchUserColumns).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUsers(control, request),
  })

/** How many accounts the whole list has, counted to one past the limit of counts at most. */
export const countUsers = (control: ControlDb, request: UserListRequest): Promise<number> =>
  countUpTo(control, wanted(control, request).select('user_account.id'))

function wanted(control: ControlDb, { search, status, ids }: UserListRequest) {
  const words = trimmed(search)?.toLowerCase().split(/\s+/).slice(0, maxWords) ?? []
  return control
    .selectFrom('user_account')
    .where('status', '<>', 'ERASED')
    .$if(Boolean(status), (query) => query.where('status', '=', status ?? 'ACTIVE'))
    .$if(ids !== null, (query) => query.where('id', '=', sql<string>`any(${ids}::uuid[])`))
    .where((eb) => eb.and(words.map(named)))
}

const named = (word: string) => {
  const pattern = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<SqlBool>`(lower(user_account.name) like ${pattern} or user_account.email like ${pattern})`
}
