import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { Role } from './role.js'
import { roleColumns } from './roles.repository.js'

const order = keysetOrder<Role>(
  [
    { column: 'name', direction: 'asc', kind: 'text' },
    { column: 'id', direction: 'asc', kind: 'id' },
  ],
  'role',
)

/** A page of the church's roles, by name. Throws BAD_CURSOR, BAD_USER_INPUT. */
export const roleList = (db: Db, request: PageRequest): Promise<Page<Role>> =>
  readPage(request, order, {
    rows: (after, limit) =>
      db.selectFrom('role').select(roleColumns).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUpTo(db, db.selectFrom('role').select('role.id')),
  })
