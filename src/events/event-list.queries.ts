import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { ChurchTables } from '../platform/db/tables.generated.js'
import type { Instant } from '../platform/instant.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { EventReach } from './event-reach.js'
import type { Event, EventStatus, EventType, EventVisibility } from './event.js'
import { seriesColumns } from './events.repository.js'
import { joinOccurrences, occurrenceColumns } from './occurrences.repository.js'

/** Which events: those with an occurrence that touches the time from `from` until `to`. */
export interface EventFilter {
  readonly from?: Instant | null
  readonly to?: Instant | null
  readonly type?: EventType | null
  readonly status?: EventStatus | null
  readonly visibility?: EventVisibility | null
  readonly ministryId?: string | null
  /** Only occurrences that are not over then. */
  readonly endsAfter?: Instant
  /** Only occurrences that are over then. */
  readonly endsBefore?: Instant
}

/** The directions a list can have. */
export const eventSorts = ['STARTS_AT', 'STARTS_AT_DESC'] as const

/** What the list is asked for. */
export interface EventListRequest extends PageRequest {
  readonly filter?: EventFilter | null
  readonly sort?: (typeof eventSorts)[number] | null
}

/** An event as one of its occurrences shows it, and its id under the name of the column that a page goes on from. */
interface ListedEvent extends Event {
  readonly eventId: string
}

const orderOf = (direction: 'asc' | 'desc') =>
  keysetOrder<ListedEvent>(
    [
      { column: 'startsAt', direction, kind: 'instant' },
      { column: 'eventId', direction, kind: 'id' },
      { column: 'occurrenceAt', direction, kind: 'instant' },
    ],
    'event_occurrence',
  )

const orders = { STARTS_AT: orderOf('asc'), STARTS_AT_DESC: orderOf('desc') } as const

/**
 * A page of the occurrences within `reach`, by start: a series stands in it once for each. Those called off are shown as
 * CANCELLED; drafts only when their status is asked for. Throws BAD_CURSOR, BAD_USER_INPUT.
 */
export function eventList(db: Db, reach: EventReach, request: EventListRequest): Promise<Page<Event>> {
  const order = orders[request.sort ?? 'STARTS_AT']
  const wanted = wantedOccurrences(db, reach, request.filter ?? {})
  return readPage<ListedEvent>(request, order, {
    rows: (after, limit) =>
      wanted
        .select(seriesColumns)
        .select(occurrenceColumns)
        .select('event_occurrence.event_id as eventId')
        .where(after)
        .orderBy(order.orderBy)
        .limit(limit)
        .execute(),
    count: () => countUpTo(db, wanted.select('event_occurrence.event_id')),
  })
}

/** The occurrences that a filter leaves of those within `reach`, with their events: as the list shows them. */
export function wantedOccurrences(db: Db, reach: EventReach, { from, to, ...filter }: EventFilter) {
  const { type, visibility, ministryId, status, endsAfter, endsBefore } = filter
  return joinOccurrences(db)
    .where('event.type', 'in', [...reach.types])
    .where((eb) => (status === 'DRAFT' ? draftsWithin(eb, reach) : shownTo(eb, reach)))
    .$if(Boolean(from), (query) => query.where('event_occurrence.ends_at', '>', from ?? ''))
    .$if(Boolean(to), (query) => query.where('event_occurrence.starts_at', '<', to ?? ''))
    .$if(Boolean(endsAfter), (query) => query.where('event_occurrence.ends_at', '>', endsAfter ?? ''))
    .$if(Boolean(endsBefore), (query) => query.where('event_occurrence.ends_at', '<=', endsBefore ?? ''))
    .$if(Boolean(type), (query) => query.where('event.type', '=', type ?? 'OTHER'))
    .$if(Boolean(visibility), (query) => query.where('event.visibility', '=', visibility ?? 'MEMBERS'))
    .$if(Boolean(ministryId), (query) => query.where('event.ministry_id', '=', ministryId ?? ''))
    .$if(status === 'SCHEDULED' || status === 'CANCELLED', (query) =>
      query.where('event_occurrence.is_cancelled', '=', status === 'CANCELLED'),
    )
}

type Builder = ExpressionBuilder<ChurchTables, 'event'>

/** What `maySeeEvent` says of one event, asked of many. */
export const shownTo = (eb: Builder, { visibilities, ministryIds }: EventReach): Expression<SqlBool> => {
  const isSeen = eb('event.visibility', 'in', [...visibilities])
  const isOfOwn = eb.and([
    eb('event.visibility', '=', 'MINISTRY'),
    sql<SqlBool>`event.ministry_id = any(${[...ministryIds]}::uuid[])`,
  ])
  return eb.and([eb('event.status', '<>', 'DRAFT'), ministryIds.length > 0 ? eb.or([isSeen, isOfOwn]) : isSeen])
}

const draftsWithin = (eb: Builder, { drafts }: EventReach): Expression<SqlBool> => {
  const isDraft = eb('event.status', '=', 'DRAFT')
  if (drafts === 'all') return isDraft
  return eb.and([isDraft, sql<SqlBool>`event.ministry_id = any(${[...drafts]}::uuid[])`])
}
