import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Instant } from '../platform/instant.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { Event, EventType } from './event.js'
import { eventColumns } from './events.repository.js'

/** Which events: those that touch the time from `from` until `to`. */
export interface EventFilter {
  readonly from?: Instant | null
  readonly to?: Instant | null
  readonly type?: EventType | null
}

const order = keysetOrder<Event>(
  [
    { column: 'startsAt', direction: 'asc', kind: 'instant' },
    { column: 'id', direction: 'asc', kind: 'id' },
  ],
  'event',
)

/** A page of the events everybody may see, by start; drafts are left out. Throws BAD_CURSOR, BAD_USER_INPUT. */
export function eventList(
  db: Db,
  request: PageRequest & { readonly filter?: EventFilter | null },
): Promise<Page<Event>> {
  const { from, to, type } = request.filter ?? {}
  const wanted = db
    .selectFrom('event')
    .where('event.status', '<>', 'DRAFT')
    .$if(Boolean(from), (query) => query.where('event.ends_at', '>', from ?? ''))
    .$if(Boolean(to), (query) => query.where('event.starts_at', '<', to ?? ''))
    .$if(Boolean(type), (query) => query.where('event.type', '=', type ?? 'OTHER'))

  return readPage(request, order, {
    rows: (after, limit) => wanted.select(eventColumns).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUpTo(db, wanted.select('event.id')),
  })
}
