import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { Resource, BookableKind } from './resource.js'
import { resourceColumns } from './resources.repository.js'

/** What the list is asked for. */
export interface ResourceListRequest extends PageRequest {
  readonly kind?: BookableKind | null
  /** Archived ones instead of the others. */
  readonly archived?: boolean | null
}

const order = keysetOrder<Resource>(
  [
    { column: 'name', direction: 'asc', kind: 'text' },
    { column: 'id', direction: 'asc', kind: 'id' },
  ],
  'resource',
)

/** A page of resources, by name. Throws BAD_CURSOR, BAD_USER_INPUT. */
export function resourceList(db: Db, request: ResourceListRequest): Promise<Page<Resource>> {
  const { kind, archived } = request
  const wanted = db
    .selectFrom('resource')
    .where('resource.archived_at', archived ? 'is not' : 'is', null)
    .$if(Boolean(kind), (query) => query.where('resource.kind', '=', kind ?? 'ROOM'))
  return readPage(request, order, {
    rows: (after, limit) => wanted.select(resourceColumns).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUpTo(db, wanted.select('resource.id')),
  })
}
