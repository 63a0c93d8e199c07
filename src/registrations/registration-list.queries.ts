import type { OccurrenceKey } from '../events/index.js'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { Registration, RegistrationStatus } from './registration.js'
import { registrationColumns } from './registrations.repository.js'

/** What the list is asked for. */
export interface RegistrationListRequest extends PageRequest {
  readonly status?: RegistrationStatus | null
}

const order = keysetOrder<Registration>(
  [
    { column: 'queueNo', direction: 'asc', kind: 'sequence' },
    { column: 'id', direction: 'asc', kind: 'id' },
  ],
  'event_registration',
)

/** A page of who registered for an occurrence, in the order of the queue. Throws BAD_CURSOR, BAD_USER_INPUT. */
export function registrationList(
  db: Db,
  { eventId, occurrenceAt }: OccurrenceKey,
  request: RegistrationListRequest,
): Promise<Page<Registration>> {
  const { status } = request
  const wanted = db
    .selectFrom('event_registration')
    .where('event_id', '=', eventId)
    .where('occurrence_at', '=', occurrenceAt)
    .$if(Boolean(status), (query) => query.where('status', '=', status ?? 'REGISTERED'))
  return readPage(request, order, {
    rows: (after, limit) =>
      wanted.select(registrationColumns).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUpTo(db, wanted.select('event_registration.id')),
  })
}
