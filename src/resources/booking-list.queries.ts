import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Instant } from '../platform/instant.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { Booking } from './booking.js'
import { bookingColumns } from './bookings.repository.js'

/** Which bookings: those that touch the time from `from` until `to`. */
export interface BookingListRequest extends PageRequest {
  readonly from?: Instant | null
  readonly to?: Instant | null
  readonly resourceId?: string | null
}

const order = keysetOrder<Booking>(
  [
    { column: 'startsAt', direction: 'asc', kind: 'instant' },
    { column: 'id', direction: 'asc', kind: 'id' },
  ],
  'booking',
)

/** A page of bookings that hold, by start. Throws BAD_CURSOR, BAD_USER_INPUT. */
export function bookingList(db: Db, request: BookingListRequest): Promise<Page<Booking>> {
  const { from, to, resourceId } = request
  const wanted = db
    .selectFrom('booking')
    .where('booking.cancelled_at', 'is', null)
    .$if(Boolean(from), (query) => query.where('booking.ends_at', '>', from ?? ''))
    .$if(Boolean(to), (query) => query.where('booking.starts_at', '<', to ?? ''))
    .$if(Boolean(resourceId), (query) => query.where('booking.resource_id', '=', resourceId ?? ''))
  return readPage(request, order, {
    rows: (after, limit) => wanted.select(bookingColumns).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUpTo(db, wanted.select('booking.id')),
  })
}
